import { queryOptions } from '@tanstack/react-query';
import { api } from './api';
import type { PolicyChange } from './api-types';

/** A scenario as it is saved, or what a publication was made with. */
export type PolicySide = { scenario_id: string } | { run_id: string };

type PolicyComparison = { changes: PolicyChange[] };

/** Two policies line by line, in plain words of the language. */
export const policyComparisonQuery = (before: PolicySide, after: PolicySide, language: string) =>
  queryOptions({
    queryKey: ['allocation', 'policy-comparison', before, after, language],
    queryFn: ({ signal }) =>
      api.post<PolicyComparison>('/allocation/v1/compare-policies', { before, after, effects: true, language: language === 'es' ? 'es' : 'en' }, { signal }),
    retry: false,
  });
