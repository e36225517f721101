import { api, query } from '@lib/api';
import type { AllocationResult, Invitation, InvitationSummary, Page, PolicySetting, Proposal, Scenario } from '@lib/api-types';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

const ROOT = '/allocation/v1';
const listKey = (fiscalYear: number) => ['participation', 'invitations', fiscalYear] as const;

export const invitedScenarioQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['participation', 'scenario', scenarioId],
    queryFn: ({ signal }) => api.get<Scenario>(`${ROOT}/scenarios/${scenarioId}`, { signal }),
  });

export const invitedSettingsQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['participation', 'settings', scenarioId],
    queryFn: async ({ signal }) => (await api.get<{ items: PolicySetting[] }>(`${ROOT}/scenarios/${scenarioId}/settings`, { signal })).items,
  });

export const invitedResultQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['participation', 'result', scenarioId],
    queryFn: ({ signal }) => api.post<AllocationResult>(`${ROOT}/scenarios/${scenarioId}/calculate`, {}, { signal }),
    retry: false,
    structuralSharing: false,
  });

export const invitationsQuery = (fiscalYear: number) =>
  queryOptions({
    queryKey: listKey(fiscalYear),
    queryFn: async ({ signal }) => (await api.get<Page<Invitation>>(`${ROOT}/invitations${query({ fiscal_year: fiscalYear })}`, { signal })).items,
  });

export const summaryQuery = (invitationId: string) =>
  queryOptions({
    queryKey: ['participation', 'summary', invitationId],
    queryFn: ({ signal }) => api.get<InvitationSummary>(`${ROOT}/invitations/${invitationId}/summary`, { signal }),
  });

const proposalsKey = (invitationId: string) => ['participation', 'proposals', invitationId] as const;

export const proposalsQuery = (invitationId: string) =>
  queryOptions({
    queryKey: proposalsKey(invitationId),
    queryFn: async ({ signal }) => (await api.get<Page<Proposal>>(`${ROOT}/invitations/${invitationId}/proposals${query({ page_size: 500 })}`, { signal })).items,
  });

export type NewInvitation = {
  text: {
    title: { en: string; es: string };
    introduction: { en: string; es: string };
    sliders: { setting: string; minimum: string; maximum: string; step: string; name: { en: string; es: string }; help: { en: string; es: string } }[];
    comments: boolean;
  };
  opens_on: string;
  closes_on: string;
};

export function useInvite(scenarioId: string, fiscalYear: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (invitation: NewInvitation) => api.post<Invitation>(`${ROOT}/scenarios/${scenarioId}/invitations`, invitation),
    onSuccess: () => client.invalidateQueries({ queryKey: listKey(fiscalYear) }),
  });
}

export function useWithdraw(fiscalYear: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (invitationId: string) => api.delete(`${ROOT}/invitations/${invitationId}`),
    onSuccess: () => client.invalidateQueries({ queryKey: listKey(fiscalYear) }),
  });
}

export function useDeleteComment(invitationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (proposalId: string) => api.delete(`${ROOT}/invitations/${invitationId}/proposals/${proposalId}/comment`),
    onSuccess: () => client.invalidateQueries({ queryKey: proposalsKey(invitationId) }),
  });
}
