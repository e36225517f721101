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

/** What a scenario made from another one's formula keeps of it: on other counts the same formula gives other figures. */
export const sameData = ({ fiscal_year, data_versions }: Scenario): Pick<Scenario, 'fiscal_year' | 'data_versions'> => ({ fiscal_year, data_versions });
