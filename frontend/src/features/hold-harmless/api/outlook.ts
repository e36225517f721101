import { api } from '@lib/api';
import type { HoldHarmlessOutlook, Policy, Scenario } from '@lib/api-types';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

const path = (scenarioId: string, rest = '') => `/allocation/v1/scenarios/${scenarioId}${rest}`;
const scenarioKey = (scenarioId: string) => ['hold-harmless', 'scenario', scenarioId] as const;

export const promisingScenarioQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: scenarioKey(scenarioId),
    queryFn: async ({ signal }) => {
      const { data, etag } = await api.getWithEtag<Scenario>(path(scenarioId), { signal });
      return { scenario: data, etag };
    },
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });

export const outlookQuery = (scenarioId: string, policy: Policy) =>
  queryOptions({
    queryKey: ['hold-harmless', 'outlook', scenarioId, policy.adjustments, policy.sources],
    queryFn: ({ signal }) => api.post<HoldHarmlessOutlook>(path(scenarioId, '/hold-harmless'), { policy }, { signal }),
    placeholderData: keepPreviousData,
    structuralSharing: false,
    retry: false,
  });

export function useSavePromise(scenarioId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, policy, note, etag }: { name: string; policy: Policy; note: string; etag: string | null }) => {
      const { data, etag: next } = await api.put<Scenario>(path(scenarioId), { name, policy, note }, { ifMatch: etag ?? undefined });
      return { scenario: data, etag: next };
    },
    onSuccess: (loaded) => {
      client.setQueryData(scenarioKey(scenarioId), loaded);
      void client.invalidateQueries({ queryKey: ['allocation', 'scenario', scenarioId] });
    },
  });
}
