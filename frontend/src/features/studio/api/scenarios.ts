import { api, query } from '@lib/api';
import type { Page, Policy, Scenario } from '@lib/api-types';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

export type ScenarioSummary = Omit<Scenario, 'policy'> & { changed_at?: string; changed_by?: string };

const scenariosKey = (fiscalYear: number) => ['allocation', 'scenarios', fiscalYear] as const;
export const scenarioKey = (scenarioId: string) => ['allocation', 'scenario', scenarioId] as const;

export const scenariosQuery = (fiscalYear: number) =>
  queryOptions({
    queryKey: scenariosKey(fiscalYear),
    queryFn: async ({ signal }) =>
      (await api.get<Page<ScenarioSummary>>(`/allocation/v1/scenarios${query({ fiscal_year: fiscalYear })}`, { signal })).items,
  });

export type LoadedScenario = { scenario: Scenario; etag: string | null };

/** One scenario with the ETag that its next save must show. */
export const scenarioQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: scenarioKey(scenarioId),
    queryFn: async ({ signal }): Promise<LoadedScenario> => {
      const { data, etag } = await api.getWithEtag<Scenario>(`/allocation/v1/scenarios/${scenarioId}`, { signal });
      return { scenario: data, etag };
    },
    // What is on screen is being edited; a silent refresh would mix two people's work.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });

export function useCreateScenario(fiscalYear: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, begin }: { name: string; begin: () => Promise<{ policy?: Policy; copy_of?: string }> }) =>
      api.post<Scenario>('/allocation/v1/scenarios', { name, ...(await begin()), fiscal_year: fiscalYear }),
    onSuccess: () => client.invalidateQueries({ queryKey: scenariosKey(fiscalYear) }),
  });
}

export function useDeleteScenario(fiscalYear: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (scenarioId: string) => {
      const { etag } = await api.getWithEtag<Scenario>(`/allocation/v1/scenarios/${scenarioId}`);
      await api.delete(`/allocation/v1/scenarios/${scenarioId}`, { ifMatch: etag ?? undefined });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: scenariosKey(fiscalYear) }),
  });
}

export function useSaveScenario(scenarioId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: { name: string; policy: Policy; note: string; etag: string | null }): Promise<LoadedScenario> => {
      const { etag: ifMatch, ...body } = change;
      const { data, etag } = await api.put<Scenario>(`/allocation/v1/scenarios/${scenarioId}`, body, { ifMatch: ifMatch ?? undefined });
      return { scenario: data, etag };
    },
    onSuccess: (loaded) => {
      client.setQueryData(scenarioKey(scenarioId), loaded);
      void client.invalidateQueries({ queryKey: scenariosKey(loaded.scenario.fiscal_year) });
      void client.invalidateQueries({ queryKey: [...scenarioKey(scenarioId), 'versions'] });
    },
  });
}
