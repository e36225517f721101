import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from './api';
import type { DataNames } from './api-types';

/** What the year's data calls its sources, schools, levels, needs, measures and flags. */
export const dataNamesQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['allocation', 'data-names', scenarioId],
    queryFn: ({ signal }) => api.get<DataNames>(`/allocation/v1/scenarios/${scenarioId}/data-names`, { signal }),
    staleTime: 60_000,
    retry: false,
  });

/** Before they are known, and where the year has no data, nothing can be named. */
export const NO_NAMES: DataNames = { sources: [], schools: [], levels: [], need_categories: [], measures: [], flags: [] };

/** Names a source as the district does; before that is known, by its id. */
export function useSourceNames(scenarioId: string): (sourceId: string) => string {
  const { sources } = useQuery(dataNamesQuery(scenarioId)).data ?? NO_NAMES;
  return (sourceId) => sources.find((source) => source.source_id === sourceId)?.name || sourceId;
}
