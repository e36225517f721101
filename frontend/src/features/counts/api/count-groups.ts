import { api, query } from '@lib/api';
import type { CountGroups } from '@lib/api-types';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

/** Who one version of the counts counted; `need` is the group shown level by level. A stored version never changes. */
export const countGroupsQuery = (importId: string, scenario: { id: string; version: number } | null, need: string) =>
  queryOptions({
    queryKey: ['allocation', 'count-groups', importId, scenario, need],
    queryFn: ({ signal }) =>
      api.get<CountGroups>(`/allocation/v1/imports/${importId}/counts${query({ scenario_id: scenario?.id, need_category: need })}`, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
  });
