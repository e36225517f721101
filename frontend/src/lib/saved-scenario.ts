import { queryOptions } from '@tanstack/react-query';
import { api } from './api';
import type { Scenario } from './api-types';

/** A scenario as it is saved, for the views that test it; the studio edits a draft of its own. */
export const savedScenarioQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['allocation', 'saved-scenario', scenarioId],
    queryFn: ({ signal }) => api.get<Scenario>(`/allocation/v1/scenarios/${scenarioId}`, { signal }),
    staleTime: 0,
  });
