import { api } from '@lib/api';
import type { SchoolOutlookOfRun } from '@lib/api-types';
import { queryOptions } from '@tanstack/react-query';

/** What the next count may mean for a school; `outlook` is null until the district has simulated it for this budget. */
export const outlookQuery = (runId: string, schoolId: string) =>
  queryOptions({
    queryKey: ['allocation', 'school-outlook', runId, schoolId],
    queryFn: ({ signal }) => api.get<SchoolOutlookOfRun>(`/allocation/v1/allocation-runs/${runId}/schools/${encodeURIComponent(schoolId)}/outlook`, { signal }),
    staleTime: 60_000,
  });
