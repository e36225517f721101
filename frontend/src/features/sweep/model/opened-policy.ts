import type { Policy } from '@lib/api-types';
import type { SweepResult } from '../api/sweep';

/** The policy of one variation: the one that was varied, with that variation's values in their places. */
export function policyOf(result: SweepResult, row: number, name: string): Policy {
  const policy = structuredClone(result.policy) as Policy & Record<string, unknown>;
  for (const range of result.ranges) {
    const value = range.values[row];
    if (value === undefined) continue;
    for (const { path } of range.settings) place(policy, path, range.unit === 'weight' || range.unit === 'dollars' ? String(value) : Math.round(value));
  }
  return { ...policy, name };
}

function place(document: unknown, path: readonly (string | number)[], value: string | number): void {
  let part = document as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) part = part[key] as Record<string | number, unknown>;
  const last = path.at(-1);
  if (last !== undefined) part[last] = value;
}
