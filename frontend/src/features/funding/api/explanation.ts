import { api, query } from '@lib/api';
import type { ExplainedFigure } from '@lib/api-types';
import { queryOptions } from '@tanstack/react-query';

export type AskedAmount = { runId: string; schoolId: string; sourceId?: string; componentId?: string; language: 'en' | 'es' };

/** A published amount never changes, and neither does its explanation. */
export const explanationQuery = (asked: AskedAmount) =>
  queryOptions({
    queryKey: ['allocation', 'run-explanation', asked],
    queryFn: ({ signal }) => {
      const path = `/allocation/v1/allocation-runs/${asked.runId}/schools/${encodeURIComponent(asked.schoolId)}/explanation`;
      return api.get<ExplainedFigure>(`${path}${query({ source_id: asked.sourceId, component_id: asked.componentId, language: asked.language })}`, { signal });
    },
    staleTime: Infinity,
  });
