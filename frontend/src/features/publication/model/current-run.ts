import type { AllocationRun } from '@lib/api-types';

/** The run that counts now: the newest one that no other takes the place of. */
export function currentRun(runs: readonly AllocationRun[]): AllocationRun | null {
  const superseded = new Set(runs.map((run) => run.supersedes_run_id));
  const open = runs.filter((run) => !superseded.has(run.run_id));
  return open.toSorted((one, other) => other.published_at.localeCompare(one.published_at))[0] ?? null;
}
