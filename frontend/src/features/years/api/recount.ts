import { api } from '@lib/api';
import type { AllocationResult, AllocationRun, ImportLine, RecountPreview, RecountRequest, Scenario } from '@lib/api-types';
import { allPages } from '@lib/district';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

export const recountedRunQuery = (runId: string) =>
  queryOptions({
    queryKey: ['allocation', 'run', runId],
    queryFn: ({ signal }) => api.get<AllocationRun>(`/allocation/v1/allocation-runs/${runId}`, { signal }),
    staleTime: Infinity,
  });

export const recountedResultQuery = (runId: string) =>
  queryOptions({
    queryKey: ['allocation', 'run-result', runId],
    queryFn: ({ signal }) => api.get<AllocationResult>(`/allocation/v1/allocation-runs/${runId}/result`, { signal }),
    staleTime: Infinity,
  });

export const countVersionsQuery = (fiscalYear: number) =>
  queryOptions({
    queryKey: ['allocation', 'imports', fiscalYear, 'counts'],
    queryFn: ({ signal }) => allPages<ImportLine>('/allocation/v1/imports', { fiscal_year: fiscalYear, kind: 'counts' }, signal),
  });

export const recountQuery = (runId: string, request: RecountRequest) =>
  queryOptions({
    queryKey: ['allocation', 'recount', runId, request],
    queryFn: ({ signal }) => api.post<RecountPreview>(`/allocation/v1/allocation-runs/${runId}/recount`, request, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });

export type RevisionDraft = { name: string; note: string; recount: RecountPreview; idempotencyKey: string };

/** Keep a recount as a scenario: it is reviewed and published like any other, as the next revision. */
export function useCreateRevision() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, note, recount, idempotencyKey }: RevisionDraft) =>
      api.post<Scenario>(
        '/allocation/v1/scenarios',
        { name, note, fiscal_year: recount.fiscal_year, policy: recount.policy, data_versions: recount.data_versions },
        { idempotencyKey },
      ),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['allocation', 'scenarios'] }),
  });
}
