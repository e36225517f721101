import { api } from '@lib/api';
import type { AllocationResult, Frontier, Goal, PolicySetting, Scenario, SolveAnswer } from '@lib/api-types';
import { sameData } from '@lib/saved-scenario';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Move } from '../model/question';

const path = (scenarioId: string, rest = '') => `/allocation/v1/scenarios/${scenarioId}${rest}`;

export const solvedScenarioQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['solve', 'scenario', scenarioId],
    queryFn: ({ signal }) => api.get<Scenario>(path(scenarioId), { signal }),
  });

export const settingsQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['solve', 'settings', scenarioId],
    queryFn: async ({ signal }) => (await api.get<{ items: PolicySetting[] }>(path(scenarioId, '/settings'), { signal })).items,
  });

/** Names of sources, and how the schools stand today. */
export const todayQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['solve', 'today', scenarioId],
    queryFn: ({ signal }) => api.post<AllocationResult>(path(scenarioId, '/calculate'), {}, { signal }),
    retry: false,
    structuralSharing: false,
  });

export type Question = { moves: Move[]; goals: Goal[] };

export const useSolve = (scenarioId: string) =>
  useMutation({ mutationFn: (question: Question) => api.post<SolveAnswer>(path(scenarioId, '/solve'), question) });

export const useFrontier = (scenarioId: string) =>
  useMutation({
    mutationFn: (question: Question & { need_category: string }) =>
      api.post<Frontier>(path(scenarioId, '/frontier'), { ...question, point_count: 50 }),
  });

export function useSaveFound(from: Scenario) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, policy }: { name: string; policy: object }) =>
      api.post<Scenario>('/allocation/v1/scenarios', { ...sameData(from), name, policy: { ...policy, name } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['allocation', 'scenarios', from.fiscal_year] }),
  });
}
