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

/** `wanted` says which parts of the result are left out, as the HTTP interface calls them. */
const resultQuery = (scenarioId: string, policy: Policy, wanted: string) =>
  queryOptions({
    queryKey: ['allocation', 'calculation', scenarioId, wanted, policy],
    queryFn: ({ signal }) =>
      api.post<AllocationResult>(`/allocation/v1/scenarios/${scenarioId}/calculate?${wanted}`, { policy }, { signal }),
    // Comparing tens of thousands of amounts with the last ones costs more than drawing them.
    structuralSharing: false,
    queryKeyHashFn: ([service, name, scenario, parts]) => `${[service, name, scenario, parts].join(' ')} ${numberOf(policy)}`,
    retry: false,
    staleTime: 60_000,
    // A result of a thousand schools is large, and dragging a slider makes many.
    gcTime: 10_000,
  });

/**
 * The what-if of a policy that nobody has saved. A newer policy makes the older request stop, and the last result stays
 * on screen until the next one is there. Without what each rule gives each school: that is half of a result.
 */
export const calculationQuery = (scenarioId: string, policy: Policy) => ({
  ...resultQuery(scenarioId, policy, 'matrix=false&rule_amounts=false'),
  placeholderData: keepPreviousData,
});

/** The same with what each rule gives each school. */
export const wholeCalculationQuery = (scenarioId: string, policy: Policy) => resultQuery(scenarioId, policy, 'matrix=false');

export type ExplainedAmount = { school_id: string; source_id?: string; component_id?: string; language: 'en' | 'es' };

export const explanationQuery = (scenarioId: string, policy: Policy, amount: ExplainedAmount) =>
  queryOptions({
    queryKey: ['allocation', 'explanation', scenarioId, policy, amount],
    queryFn: ({ signal }) =>
      api.post<Explanation>(`/allocation/v1/scenarios/${scenarioId}/explain`, { policy, ...amount }, { signal }),
    retry: false,
    gcTime: 60_000,
  });
