import type { AllocationFigures } from '@lib/api-types';
import { ApiProblem } from '@lib/problem';

/** Total against available, as a person would say it. */
export type Gap = { kind: 'over' | 'left' | 'even'; cents: number };

export function gapOf(result: AllocationFigures): Gap {
  const { reserve_cents: left } = result.district;
  return left > 0 ? { kind: 'left', cents: left } : left < 0 ? { kind: 'over', cents: -left } : { kind: 'even', cents: 0 };
}

/** Sound decisions that the money cannot carry out: what is missing, and what would each make it possible. */
export type Infeasibility = { detail: string; shortfallCents: number | null; relax: string[]; pointer: string | null };

export function infeasibilityOf(error: unknown): Infeasibility | null {
  if (!(error instanceof ApiProblem)) return null;
  const problem = error.problem as typeof error.problem & Record<string, unknown>;
  const shortfall = problem['shortfall_cents'];
  const relax = problem['relax'];
  if (typeof shortfall !== 'number' && !Array.isArray(relax)) return null;
  return {
    detail: problem.detail ?? problem.title,
    shortfallCents: typeof shortfall === 'number' ? shortfall : null,
    relax: Array.isArray(relax) ? relax.filter((one): one is string => typeof one === 'string') : [],
    pointer: typeof problem['pointer'] === 'string' ? problem['pointer'] : (problem.errors?.[0]?.pointer ?? null),
  };
}

export type PolicyFault = { message: string; remedy: string | null; pointer: string; sourceId: string | null };

/** Faults of the policy, each with the source it belongs to, so that the screen can open it. */
export function policyFaults(error: unknown, sourceIds: readonly string[]): PolicyFault[] {
  if (!(error instanceof ApiProblem)) return [];
  return (error.problem.errors ?? []).map((item) => {
    const pointer = item.pointer ?? '';
    const place = /\/sources\/(\d+)/.exec(pointer)?.[1];
    return {
      message: item.message,
      remedy: item.remedy ?? null,
      pointer,
      sourceId: place === undefined ? null : (sourceIds[Number(place)] ?? null),
    };
  });
}
