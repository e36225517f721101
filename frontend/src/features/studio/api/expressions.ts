import { api } from '@lib/api';
import type { Policy } from '@lib/api-types';
import type * as generated from '@lib/api-generated/types.gen';
import { queryOptions, useMutation } from '@tanstack/react-query';

export type ExpressionCheck = Omit<generated.ExpressionCheck, 'policy'>;
export type CheckedExpression = generated.ExpressionCheckRead;
export type Completion = generated.ExpressionCompletion;
export type MeasureRenamed = { policy: Policy; places: number };
export type ExpressionUnit = NonNullable<generated.ExpressionCheck['unit']>;

const check = (scenarioId: string, body: ExpressionCheck & { policy: Policy }, signal: AbortSignal) =>
  api.post<CheckedExpression>(`/allocation/v1/scenarios/${scenarioId}/check-expression`, body, { signal });

/** What an expression says as it stands, its faults in place, and what may come next. */
export const checkedExpressionQuery = (scenarioId: string, policy: Policy, asked: ExpressionCheck) =>
  queryOptions({
    queryKey: ['allocation', 'check-expression', scenarioId, policy.derived_measures ?? [], asked],
    queryFn: ({ signal }) => check(scenarioId, { ...asked, policy }, signal),
    placeholderData: (before) => before,
    retry: false,
    gcTime: 30_000,
  });

/** Names of the measures that rules may use: what the district computes, then what the year's data holds. */
export const measureNamesQuery = (scenarioId: string, policy: Policy) =>
  queryOptions({
    queryKey: ['allocation', 'measure-names', scenarioId, policy.derived_measures ?? []],
    // Inside this function only measures can stand, so what may come next is all of them.
    queryFn: async ({ signal }) => (await check(scenarioId, { expression: 'measure(', policy }, signal)).completions,
    staleTime: 5 * 60_000,
    retry: false,
  });

/** The policy with a measure under another name, everywhere it is used; the server knows every place. */
export const useRenameMeasure = (scenarioId: string) =>
  useMutation({
    mutationFn: (asked: { policy: Policy; name: string; new_name: string }) => api.post<MeasureRenamed>(`/allocation/v1/scenarios/${scenarioId}/rename-measure`, asked),
  });
