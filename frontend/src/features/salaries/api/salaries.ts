import { type Answer, api, query } from '@lib/api';
import type { Salaries, SalarySettings, Scenario } from '@lib/api-types';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

export const paidScenarioQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['allocation', 'reviewed-scenario', scenarioId],
    queryFn: ({ signal }) => api.get<Scenario>(`/allocation/v1/scenarios/${scenarioId}`, { signal }),
    staleTime: 0,
  });

const settingsPath = (fiscalYear: number) => `/allocation/v1/salary-settings${query({ fiscal_year: fiscalYear })}`;

export const salarySettingsQuery = (fiscalYear: number) =>
  queryOptions({
    queryKey: ['allocation', 'salary-settings', fiscalYear],
    queryFn: ({ signal }): Promise<Answer<SalarySettings>> => api.getWithEtag<SalarySettings>(settingsPath(fiscalYear), { signal }),
    staleTime: 0,
  });

export const salariesQuery = (scenarioId: string, settings: SalarySettings) =>
  queryOptions({
    queryKey: ['allocation', 'salaries', scenarioId, JSON.stringify(settings)],
    queryFn: ({ signal }) => api.post<Salaries>(`/allocation/v1/scenarios/${scenarioId}/salaries`, { settings }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });

export function useSaveSalarySettings(fiscalYear: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ settings, etag }: { settings: SalarySettings; etag: string }) => api.put<SalarySettings>(settingsPath(fiscalYear), settings, { ifMatch: etag }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['allocation', 'salary-settings', fiscalYear] }),
  });
}

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
