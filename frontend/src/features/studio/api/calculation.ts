import { api } from '@lib/api';
import type { AllocationResult, Explanation, Policy } from '@lib/api-types';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

const numbers = new WeakMap<Policy, number>();
let last = 0;

/** A number for each policy there was: writing a large one out as text at every key press takes too long. */
export function numberOf(policy: Policy): number {
  const known = numbers.get(policy);
  if (known !== undefined) return known;
  last += 1;
  numbers.set(policy, last);
  return last;
}

const keyOf = (parts: readonly unknown[], policy: Policy) => [...parts.slice(0, 3).map(String), numberOf(policy)].join(' ');

/**
 * The what-if of a policy that nobody has saved. A newer policy makes the older request stop, and the last result stays
 * on screen until the next one is there.
 */
export const calculationQuery = (scenarioId: string, policy: Policy) =>
  queryOptions({
    queryKey: ['allocation', 'calculation', scenarioId, policy],
    queryFn: ({ signal }) =>
      // Half of a result is what each rule gives each school, which is looked at one school at a time.
      api.post<AllocationResult>(`/allocation/v1/scenarios/${scenarioId}/calculate?matrix=false&rule_amounts=false`, { policy }, { signal }),
    // Comparing tens of thousands of amounts with the last ones costs more than drawing them.
    structuralSharing: false,
    queryKeyHashFn: (parts) => keyOf(parts, policy),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
    // A result of a thousand schools is large, and dragging a slider makes many.
    gcTime: 10_000,
  });

/** The same with what each rule gives each school. */
export const wholeCalculationQuery = (scenarioId: string, policy: Policy) =>
  queryOptions({
    queryKey: ['allocation', 'whole calculation', scenarioId, policy],
    queryFn: ({ signal }) =>
      api.post<AllocationResult>(`/allocation/v1/scenarios/${scenarioId}/calculate?matrix=false`, { policy }, { signal }),
    structuralSharing: false,
    queryKeyHashFn: (parts) => keyOf(parts, policy),
    retry: false,
    staleTime: 60_000,
    gcTime: 10_000,
  });

export type ExplainedAmount = { school_id: string; source_id?: string; component_id?: string; language: 'en' | 'es' };

export const explanationQuery = (scenarioId: string, policy: Policy, amount: ExplainedAmount) =>
  queryOptions({
    queryKey: ['allocation', 'explanation', scenarioId, policy, amount],
    queryFn: ({ signal }) =>
      api.post<Explanation>(`/allocation/v1/scenarios/${scenarioId}/explain`, { policy, ...amount }, { signal }),
    retry: false,
    gcTime: 60_000,
  });
