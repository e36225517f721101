import { ApiProblem } from '@lib/problem';
import { QueryClient } from '@tanstack/react-query';

/**
 * A refusal is an answer and is not asked for again; a server that cannot be reached is tried twice more.
 * Without a network a request fails at once and says so: waiting in silence looks like a page that hangs.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500),
      },
      mutations: { networkMode: 'always' },
    },
  });
}
