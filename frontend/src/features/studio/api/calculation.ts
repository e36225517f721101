import { api } from '@lib/api';
import type { AllocationFigures, AllocationResult, CalculatedFigures, Explanation, Policy } from '@lib/api-types';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { schoolsOf } from '../model/schools-of';

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

const calculated = <Result>(scenarioId: string, policy: Policy, asked: string, signal: AbortSignal) =>
  api.post<Result>(`/allocation/v1/scenarios/${scenarioId}/calculate${asked}`, { policy }, { signal });

const ofPolicy = (scenarioId: string, policy: Policy, detail: string) => ({
  queryKey: ['allocation', 'calculation', scenarioId, detail, policy],
  queryKeyHashFn: () => `allocation calculation ${scenarioId} ${detail} ${numberOf(policy)}`,
  // Comparing tens of thousands of amounts with the last ones costs more than drawing them.
  structuralSharing: false,
  retry: false,
  staleTime: 60_000,
  // A result of a thousand schools is large, and dragging a slider makes many.
  gcTime: 10_000,
});

/**
 * The what-if of a policy that nobody has saved. A newer policy makes the older request stop, and the last result stays
 * on screen until the next one is there. Only figures travel: what is known of the schools comes with the first answer.
 */
export const calculationQuery = (scenarioId: string, policy: Policy) =>
  queryOptions({
    ...ofPolicy(scenarioId, policy, 'figures'),
    placeholderData: keepPreviousData,
    queryFn: async ({ signal, client }): Promise<AllocationFigures> => {
      const schoolsKey = ['allocation', 'schools-of-results', scenarioId];
      const known = client.getQueryData<CalculatedFigures>(schoolsKey);
      const hash = known?.schools_hash ?? null;
      const answer = await calculated<CalculatedFigures>(scenarioId, policy, `?detail=figures${hash === null ? '' : `&known_schools=${hash}`}`, signal);
      if (known !== undefined && hash === answer.schools_hash) return { ...answer, ...schoolsOf(known) };
      client.setQueryData(schoolsKey, answer);
      return answer;
    },
  });

/** The same with what each rule and each adjustment moves from each source. */
export const wholeCalculationQuery = (scenarioId: string, policy: Policy) =>
  queryOptions({
    ...ofPolicy(scenarioId, policy, 'whole'),
    queryFn: ({ signal }) => calculated<AllocationResult>(scenarioId, policy, '', signal),
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
