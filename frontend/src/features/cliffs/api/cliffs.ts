import { api } from '@lib/api';
import type * as generated from '@lib/api-generated/types.gen';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

export type Cliffs = generated.CliffsRead;
export type Cliff = generated.CliffRead;
export type Incentive = generated.IncentiveRead;

export const cliffsQuery = (scenarioId: string, thresholdCents: number, reach: number) =>
  queryOptions({
    queryKey: ['allocation', 'cliffs', scenarioId, thresholdCents, reach],
    queryFn: ({ signal }) =>
      api.post<Cliffs>(`/allocation/v1/scenarios/${scenarioId}/cliffs`, { threshold_cents: thresholdCents, reach }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
