import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, newIdempotencyKey, query } from './api';
import type { Page } from './api-types';
import type { Problem } from './problem';

export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** Long work as a list shows it; `total` 0 means that it does not know yet how much there is to do. */
export type JobLine = {
  job_id: string;
  kind: string;
  scenario_id: string | null;
  state: JobState;
  done: number;
  total: number;
  note: string;
  cancel_requested: boolean;
  requested_by: string;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  problem: Problem | null;
};

/** Long work with what was asked and what came of it, by its kind. */
export type Job<Result = unknown, Parameters = unknown> = JobLine & {
  parameters: Parameters;
  result: Result | null;
  file: { name: string; media_type: string; sha256: string; size_bytes: number } | null;
};

export const isOpen = (job: Pick<JobLine, 'state'>): boolean => job.state === 'queued' || job.state === 'running';

/** Where the browser takes a finished job's file from. */
export const jobFileUrl = (jobId: string): string => `/api/allocation/v1/jobs/${jobId}/file`;

const WATCH_MS = 700;

const jobKey = (jobId: string | null) => ['allocation', 'job', jobId] as const;

/** One job, asked for again until it has ended. */
export const jobQuery = <Result>(jobId: string | null) =>
  queryOptions({
    queryKey: jobKey(jobId),
    queryFn: ({ signal }) => api.get<Job<Result>>(`/allocation/v1/jobs/${jobId ?? ''}`, { signal }),
    enabled: jobId !== null,
    refetchInterval: (watched) => (watched.state.data === undefined || isOpen(watched.state.data) ? WATCH_MS : false),
    // Who looks away still wants to find it done.
    refetchIntervalInBackground: true,
    // Results may be large, and never change once they are there.
    structuralSharing: false,
    staleTime: ({ state }) => (state.data !== undefined && !isOpen(state.data) ? Infinity : 0),
    gcTime: 60_000,
  });

/** The jobs of a kind about a scenario, newest first: what was found before need not be searched again. */
export const jobsQuery = (kind: string, scenarioId: string | null = null) =>
  queryOptions({
    queryKey: ['allocation', 'jobs', kind, scenarioId],
    queryFn: async ({ signal }) =>
      (await api.get<Page<JobLine>>(`/allocation/v1/jobs${query({ kind, scenario_id: scenarioId, page_size: 20 })}`, { signal })).items,
  });

/** Watch a job. */
export function useJob<Result = unknown>(jobId: string | null) {
  return useQuery(jobQuery<Result>(jobId));
}

/** Start a job of one kind; a retry of the same press is the same job. */
export function useStartJob<Parameters extends object>(kind: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ parameters, idempotencyKey }: { parameters: Parameters; idempotencyKey?: string }) =>
      api.post<Job>('/allocation/v1/jobs', { kind, parameters }, { idempotencyKey: idempotencyKey ?? newIdempotencyKey() }),
    onSuccess: (job) => {
      client.setQueryData(jobKey(job.job_id), job);
      void client.invalidateQueries({ queryKey: ['allocation', 'jobs', kind] });
    },
  });
}

/** Stop a job. */
export function useCancelJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (jobId: string) => api.post<Job>(`/allocation/v1/jobs/${jobId}/cancel`),
    // Also where it ended first: then its end is what there is to see.
    onSettled: (_data, _error, jobId) => client.invalidateQueries({ queryKey: jobKey(jobId) }),
  });
}
