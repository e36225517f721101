import { api } from '@lib/api';
import type { AllocationRun, Projection, ProjectionRequest, Scenario } from '@lib/api-types';
import { allPages } from '@lib/district';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

export const projectedScenarioQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['allocation', 'projected-scenario', scenarioId],
    queryFn: ({ signal }) => api.get<Scenario>(`/allocation/v1/scenarios/${scenarioId}`, { signal }),
    staleTime: 0,
  });

export const projectionQuery = (scenarioId: string, version: number, request: ProjectionRequest) =>
  queryOptions({
    queryKey: ['allocation', 'projection', scenarioId, version, request],
    queryFn: ({ signal }) => api.post<Projection>(`/allocation/v1/scenarios/${scenarioId}/projection`, request, { signal }),
    placeholderData: keepPreviousData,
    structuralSharing: false,
    retry: false,
    staleTime: 60_000,
    gcTime: 30_000,
  });

export const runsOfYearQuery = (fiscalYear: number) =>
  queryOptions({
    queryKey: ['allocation', 'runs', fiscalYear],
    queryFn: ({ signal }) => allPages<AllocationRun>('/allocation/v1/allocation-runs', { fiscal_year: fiscalYear }, signal),
  });
