import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { api, setCsrfToken } from './api';
import type { DemoAccount, Me, SignInProvider } from './api-types';
import { ApiProblem } from './problem';

export const sessionKey = ['session'] as const;

/** Who is signed in; `null` when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      const me = await api.get<Me>('/session', { signal });
      setCsrfToken(me.csrf_token);
      return me;
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
      setCsrfToken(null);
      return null;
    }
  },
  staleTime: Infinity,
  retry: false,
});

/** The signed-in person; only for screens behind the sign-in. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new ApiProblem({ type: 'about:blank', title: '', status: 401, code: 'signed_out' });
  return data;
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: { username: string; password: string }) => api.post<Me>('/session', credentials),
    onSuccess: (me) => {
      // What another person saw must not flash up for this one.
      client.clear();
      setCsrfToken(me.csrf_token);
      client.setQueryData(sessionKey, me);
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete('/session'),
    onSuccess: () => {
      setCsrfToken(null);
      client.clear();
      client.setQueryData(sessionKey, null);
    },
  });
}

/** Accounts to try, in demo mode; an empty list elsewhere, where the route does not exist. */
export const demoAccountsQuery = queryOptions({
  queryKey: ['demo-accounts'],
  queryFn: async ({ signal }): Promise<DemoAccount[]> => {
    try {
      return await api.get<DemoAccount[]>('/demo-accounts', { signal });
    } catch (error) {
      if (error instanceof ApiProblem && (error.status === 404 || error.status === 403)) return [];
      throw error;
    }
  },
  staleTime: Infinity,
  retry: false,
});

/** Where people sign in with an account of their district; without an answer there is still the password. */
export const signInProvidersQuery = queryOptions({
  queryKey: ['sign-in-providers'],
  queryFn: ({ signal }) => api.get<SignInProvider[]>('/sign-in-providers', { signal }),
  staleTime: Infinity,
  retry: false,
});
