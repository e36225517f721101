import { type Answer, api, query } from '@lib/api';
import type { Compliance, ComplianceSettings, Scenario, TitleOne, TitleOneSettings } from '@lib/api-types';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

export type RuleLanguage = 'en' | 'es';

/** The texts of the rules come from the server, in the two languages it has. */
export const ruleLanguage = (locale: string): RuleLanguage => (locale === 'es' ? 'es' : 'en');

const PATH = { 'title-one': 'title-one-settings', compliance: 'compliance-settings' } as const;

export const checkedScenarioQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['allocation', 'reviewed-scenario', scenarioId],
    queryFn: ({ signal }) => api.get<Scenario>(`/allocation/v1/scenarios/${scenarioId}`, { signal }),
    staleTime: 0,
  });

export const titleOneSettingsQuery = (fiscalYear: number) =>
  queryOptions({
    queryKey: ['allocation', 'title-one-settings', fiscalYear],
    queryFn: ({ signal }): Promise<Answer<TitleOneSettings>> =>
      api.getWithEtag<TitleOneSettings>(`/allocation/v1/${PATH['title-one']}${query({ fiscal_year: fiscalYear })}`, { signal }),
    staleTime: 0,
  });

export const complianceSettingsQuery = (fiscalYear: number) =>
  queryOptions({
    queryKey: ['allocation', 'compliance-settings', fiscalYear],
    queryFn: ({ signal }): Promise<Answer<ComplianceSettings>> =>
      api.getWithEtag<ComplianceSettings>(`/allocation/v1/${PATH.compliance}${query({ fiscal_year: fiscalYear })}`, { signal }),
    staleTime: 0,
  });

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

export function useSaveSettings(kind: keyof typeof PATH, fiscalYear: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ settings, etag }: { settings: TitleOneSettings | ComplianceSettings; etag: string }) =>
      api.put<unknown>(`/allocation/v1/${PATH[kind]}${query({ fiscal_year: fiscalYear })}`, settings, { ifMatch: etag }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['allocation', PATH[kind], fiscalYear] }),
  });
}

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
