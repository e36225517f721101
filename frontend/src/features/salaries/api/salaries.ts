import { api } from '@lib/api';
import type { Salaries, SalarySettings, Scenario } from '@lib/api-types';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

export const salariesQuery = (scenarioId: string, settings: SalarySettings) =>
  queryOptions({
    queryKey: ['allocation', 'salaries', scenarioId, JSON.stringify(settings)],
    queryFn: ({ signal }) => api.post<Salaries>(`/allocation/v1/scenarios/${scenarioId}/salaries`, { settings }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });

/** Writes the average of each job class into the scenario's staffing rules. */
export function useTakeAverages(scenarioId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { etag } = await api.getWithEtag<Scenario>(`/allocation/v1/scenarios/${scenarioId}`);
      return api.post<Scenario>(`/allocation/v1/scenarios/${scenarioId}/salaries/adopt-averages`, undefined, { ifMatch: etag ?? '' });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['allocation'] }),
  });
}
