import { api, query } from '@lib/api';
import type { CombinedCounts, CountBasis, CountComparison, CountVersion, Scenario } from '@lib/api-types';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

const versionsKey = (fiscalYear: number) => ['allocation', 'count-versions', fiscalYear] as const;
const scenarioKey = (scenarioId: string) => ['allocation', 'counted-scenario', scenarioId] as const;

export const countVersionsQuery = (fiscalYear: number) =>
  queryOptions({
    queryKey: versionsKey(fiscalYear),
    queryFn: async ({ signal }) => (await api.get<{ items: CountVersion[] }>(`/allocation/v1/count-versions${query({ fiscal_year: fiscalYear })}`, { signal })).items,
  });

export type CountedScenario = { scenario: Scenario; etag: string | null };

export const countedScenarioQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: scenarioKey(scenarioId),
    queryFn: async ({ signal }): Promise<CountedScenario> => {
      const { data, etag } = await api.getWithEtag<Scenario>(`/allocation/v1/scenarios/${scenarioId}`, { signal });
      return { scenario: data, etag };
    },
    staleTime: 0,
  });

export const comparisonQuery = (scenarioId: string, scenarioVersion: number, versions: readonly number[]) =>
  queryOptions({
    queryKey: ['allocation', 'compare-counts', scenarioId, scenarioVersion, versions],
    queryFn: ({ signal }) => api.post<CountComparison>(`/allocation/v1/scenarios/${scenarioId}/compare-counts`, { versions }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });

export function useSayBasis(fiscalYear: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, basis, label }: { version: CountVersion; basis: CountBasis; label: string }) =>
      api.put(`/allocation/v1/imports/${version.import_id}/count-basis`, { basis, label }, { ifMatch: `"${version.basis_version}"` }),
    onSuccess: () => client.invalidateQueries({ queryKey: versionsKey(fiscalYear) }),
  });
}

export function useCombine(fiscalYear: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ versions, idempotencyKey }: { versions: readonly number[]; idempotencyKey: string }) =>
      api.post<CombinedCounts>('/allocation/v1/count-versions', { fiscal_year: fiscalYear, versions }, { idempotencyKey }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['allocation', 'imports'] });
      return client.invalidateQueries({ queryKey: versionsKey(fiscalYear) });
    },
  });
}

/** Have the scenario calculated from one version of some data, or from whatever is newest (`null`). */
export function useChooseVersion(loaded: CountedScenario, kind: 'counts' | 'revenue_sources') {
  const client = useQueryClient();
  const { scenario, etag } = loaded;
  return useMutation({
    mutationFn: async ({ version, note }: { version: number | null; note: string }) => {
      const { [kind]: _, ...others } = scenario.data_versions ?? {};
      const versions = version === null ? others : { ...others, [kind]: version };
      const body = { name: scenario.name, policy: scenario.policy, note, data_versions: Object.keys(versions).length === 0 ? null : versions };
      return api.put<Scenario>(`/allocation/v1/scenarios/${scenario.scenario_id}`, body, { ifMatch: etag ?? undefined });
    },
    onSuccess: async () => {
      // Every view of the scenario rests on its data.
      await client.invalidateQueries({ queryKey: ['allocation'], predicate: (one) => one.queryKey.includes(scenario.scenario_id) });
    },
  });
}
