import { api } from '@lib/api';
import type { Policy } from '@lib/api-types';
import { ApiProblem } from '@lib/problem';
import { useMutation } from '@tanstack/react-query';

/** Where in a document something cannot be read, and why. */
export type DocumentFault = { pointer: string; message: string; remedy: string | null };

/** The server reads a document from outside before it takes the place of what is on screen; nothing is stored. */
export const useCheckPolicy = (scenarioId: string) =>
  useMutation({
    mutationFn: (policy: Policy) =>
      api.post('/allocation/v1/compare-policies', { before: { scenario_id: scenarioId }, after: { policy }, effects: false }),
  });

const PLACE_IN_REQUEST = '/after/policy';

/** The faults of the document; empty where something else went wrong. */
export function documentFaults(error: unknown): DocumentFault[] {
  if (!(error instanceof ApiProblem) || error.status !== 422) return [];
  return (error.problem.errors ?? []).map(({ pointer, message, remedy }) => ({
    pointer: (pointer ?? '').replace(PLACE_IN_REQUEST, '') || '/',
    message,
    remedy: remedy ?? null,
  }));
}
