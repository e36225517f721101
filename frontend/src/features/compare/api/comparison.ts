import { api, newIdempotencyKey, query } from '@lib/api';
import type { Comparison, ScenarioReview, YearReviews } from '@lib/api-types';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

export const MOST_COMPARED = 6;

/** Where every scenario of a year stands, and which one is adopted. */
export const yearReviewsQuery = (fiscalYear: number) =>
  queryOptions({
    queryKey: ['allocation', 'reviews', 'year', fiscalYear],
    queryFn: ({ signal }) => api.get<YearReviews>(`/allocation/v1/scenario-reviews${query({ fiscal_year: fiscalYear })}`, { signal }),
  });

/** The first scenario is what the others are measured against. */
export const comparisonQuery = (scenarioIds: readonly string[], need: string | null) =>
  queryOptions({
    queryKey: ['allocation', 'comparison', scenarioIds, need],
    queryFn: ({ signal }) => {
      const [first, ...others] = scenarioIds;
      const parameters = query({ others: others.join(','), need_category: need });
      return api.get<Comparison>(`/allocation/v1/scenarios/${first}/comparison${parameters}`, { signal });
    },
    enabled: scenarioIds.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });

export function useAdopt(fiscalYear: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ scenarioId, reason }: { scenarioId: string; reason: string }) =>
      api.post<ScenarioReview>(`/allocation/v1/scenarios/${scenarioId}/adopt`, { reason }, { idempotencyKey: newIdempotencyKey() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['allocation', 'reviews', 'year', fiscalYear] }),
  });
}
