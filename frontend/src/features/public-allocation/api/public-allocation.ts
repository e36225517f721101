import { api } from '@lib/api';
import type { PublicAllocation } from '@lib/api-types';
import { queryOptions } from '@tanstack/react-query';

export const publicAllocationQuery = (runId: string) =>
  queryOptions({
    queryKey: ['public-allocation', runId],
    queryFn: ({ signal }) => api.get<PublicAllocation>(`/allocation/v1/public/allocations/${runId}`, { signal }),
    staleTime: 5 * 60_000,
    retry: false,
  });
