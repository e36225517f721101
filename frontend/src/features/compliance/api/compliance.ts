import { api } from '@lib/api';
import type { Compliance, ComplianceSettings, Scenario, TitleOne, TitleOneSettings } from '@lib/api-types';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

export type RuleLanguage = 'en' | 'es';

/** The texts of the rules come from the server, in the two languages it has. */
export const ruleLanguage = (locale: string): RuleLanguage => (locale === 'es' ? 'es' : 'en');

/** The last answer stays in view while the next one is calculated. */
export const titleOneQuery = (scenarioId: string, settings: TitleOneSettings | null, language: RuleLanguage) =>
  queryOptions({
    queryKey: ['allocation', 'title-one', scenarioId, language, JSON.stringify(settings)],
    queryFn: ({ signal }) => api.post<TitleOne>(`/allocation/v1/scenarios/${scenarioId}/title-one`, { settings, language }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });

export const complianceQuery = (scenarioId: string, settings: ComplianceSettings | null, language: RuleLanguage) =>
  queryOptions({
    queryKey: ['allocation', 'compliance', scenarioId, language, JSON.stringify(settings)],
    queryFn: ({ signal }) => api.post<Compliance>(`/allocation/v1/scenarios/${scenarioId}/compliance`, { settings, language }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });

/** Writes the year's saved amounts into the scenario's policy. */
export function useTakeOver(scenarioId: string, language: RuleLanguage) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { etag } = await api.getWithEtag<Scenario>(`/allocation/v1/scenarios/${scenarioId}`);
      return api.post<Scenario>(`/allocation/v1/scenarios/${scenarioId}/title-one/adopt`, { language }, { ifMatch: etag ?? '' });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['allocation'] }),
  });
}
