import { api } from '@lib/api';
import type { AllocationResult, Explanation, Policy } from '@lib/api-types';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

/**
 * The what-if of a policy that nobody has saved. A newer policy makes the older request stop, and the last result stays
 * on screen until the next one is there.
 */
export const calculationQuery = (scenarioId: string, policy: Policy) =>
  queryOptions({
    queryKey: ['allocation', 'calculation', scenarioId, policy],
    queryFn: ({ signal }) =>
      api.post<AllocationResult>(`/allocation/v1/scenarios/${scenarioId}/calculate`, { policy }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
    // A result of a thousand schools is large, and dragging a slider makes many.
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
