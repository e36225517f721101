import { ApiProblem } from '@lib/problem';
import { QueryClient } from '@tanstack/react-query';

/** A refusal is an answer and is not asked for again; a server that cannot be reached is tried twice more. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500),
      },
    },
  });
}
