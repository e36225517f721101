import { api } from '@lib/api';
import type { DataNames } from '@lib/api-types';
import { queryOptions } from '@tanstack/react-query';

export const dataNamesQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['allocation', 'data-names', scenarioId],
    queryFn: ({ signal }) => api.get<DataNames>(`/allocation/v1/scenarios/${scenarioId}/data-names`, { signal }),
    staleTime: 60_000,
    retry: false,
  });

/** Before they are known, and where the year has no data, nothing can be named. */
export const NO_NAMES: DataNames = { sources: [], schools: [], levels: [], need_categories: [], measures: [], flags: [] };
