import { api } from '@lib/api';
import type { AllocationResult, AllocationRun } from '@lib/api-types';
import { allPages } from '@lib/district';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

export const runsQuery = (fiscalYear: number) =>
  queryOptions({
    queryKey: ['allocation', 'runs', fiscalYear],
    queryFn: ({ signal }) => allPages<AllocationRun>('/allocation/v1/allocation-runs', { fiscal_year: fiscalYear }, signal),
  });

export const runQuery = (runId: string) =>
  queryOptions({
    queryKey: ['allocation', 'run', runId],
    queryFn: ({ signal }) => api.get<AllocationRun>(`/allocation/v1/allocation-runs/${runId}`, { signal }),
    staleTime: Infinity,
  });

/** Published results never change. */
export const runResultQuery = (runId: string) =>
  queryOptions({
    queryKey: ['allocation', 'run-result', runId],
    queryFn: ({ signal }) => api.get<AllocationResult>(`/allocation/v1/allocation-runs/${runId}/result`, { signal }),
    staleTime: Infinity,
  });

/** What a scenario comes to as it is saved. */
export const reviewedResultQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['allocation', 'reviewed-result', scenarioId],
    queryFn: ({ signal }) => api.post<AllocationResult>(`/allocation/v1/scenarios/${scenarioId}/calculate`, {}, { signal }),
    staleTime: 0,
    retry: false,
  });

export type PublishRequest = { reason: string; expected_result_hash: string; idempotencyKey: string };

export function usePublish(scenarioId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ idempotencyKey, ...body }: PublishRequest) =>
      api.post<AllocationRun>(`/allocation/v1/scenarios/${scenarioId}/publish`, body, { idempotencyKey }),
    onSuccess: (run) => {
      client.setQueryData(runQuery(run.run_id).queryKey, run);
      void client.invalidateQueries({ queryKey: ['allocation', 'runs'] });
      void client.invalidateQueries({ queryKey: ['planning'] });
    },
  });
}
