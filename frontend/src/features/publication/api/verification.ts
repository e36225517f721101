import { api } from '@lib/api';
import type { PublicPage, Verification } from '@lib/api-types';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

/** Calculated anew each time somebody asks. */
export const verificationQuery = (runId: string) =>
  queryOptions({
    queryKey: ['allocation', 'verification', runId],
    queryFn: ({ signal }) => api.get<Verification>(`/allocation/v1/allocation-runs/${runId}/verification`, { signal }),
    enabled: false,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

export const bundleAddress = (runId: string): string => `/api/allocation/v1/allocation-runs/${runId}/bundle`;

export const publicPageQuery = (runId: string) =>
  queryOptions({
    queryKey: ['allocation', 'reviews', 'public-page', runId],
    queryFn: ({ signal }) => api.get<PublicPage>(`/allocation/v1/allocation-runs/${runId}/public-page`, { signal }),
  });

export function useOpenPublicPage(runId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (districtName: string) => api.put<PublicPage>(`/allocation/v1/allocation-runs/${runId}/public-page`, { district_name: districtName }),
    onSuccess: ({ data }) => client.setQueryData(publicPageQuery(runId).queryKey, data),
  });
}

export function useClosePublicPage(runId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(`/allocation/v1/allocation-runs/${runId}/public-page`),
    onSettled: () => client.invalidateQueries({ queryKey: publicPageQuery(runId).queryKey }),
  });
}
