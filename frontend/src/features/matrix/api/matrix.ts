import { api } from '@lib/api';
import type { AllocationResult, RunMatrix, Scenario } from '@lib/api-types';
import { queryOptions } from '@tanstack/react-query';

/** What a page of dollars per pupil shows: of a scenario as it is stored, or of a published run. */
export type MatrixShown = Pick<RunMatrix, 'fiscal_year' | 'matrix'> & { name: string; sources: { source_id: string; name: string }[] };

export const runMatrixQuery = (runId: string) =>
  queryOptions({
    queryKey: ['allocation', 'run-matrix', runId],
    queryFn: async ({ signal }): Promise<MatrixShown> => {
      const { scenario_name: name, ...found } = await api.get<RunMatrix>(`/allocation/v1/allocation-runs/${runId}/matrix`, { signal });
      return { ...found, name };
    },
    staleTime: Infinity,
  });

export const scenarioMatrixQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['allocation', 'scenario-matrix', scenarioId],
    queryFn: async ({ signal }): Promise<MatrixShown> => {
      const [scenario, result] = await Promise.all([
        api.get<Scenario>(`/allocation/v1/scenarios/${scenarioId}`, { signal }),
        api.post<AllocationResult>(`/allocation/v1/scenarios/${scenarioId}/calculate`, {}, { signal }),
      ]);
      const paying = new Set(result.matrix.map((row) => row.source_id));
      return { fiscal_year: scenario.fiscal_year, name: scenario.name, matrix: result.matrix, sources: result.sources.filter((source) => paying.has(source.source_id)) };
    },
    retry: false,
    staleTime: 0,
  });
