import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { api } from './api';
import { demoAccountsQuery, sessionKey, sessionQuery, useSignIn, useSignOut } from './session';

const ME = { user_id: 'u1', username: 'dana', display_name: 'Dana', roles: ['budget_director'], csrf_token: 'token-1' };

let client: QueryClient;
let sent: { path: string; init: RequestInit }[];
let answers: Response[];

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>;

beforeEach(() => {
  client = new QueryClient();
  sent = [];
  answers = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    sent.push({ path, init });
    return Promise.resolve(answers.shift() ?? json({}, 500));
  });
});

afterEach(() => vi.unstubAllGlobals());

it('is null when nobody is signed in, and fails when the server does', async () => {
  answers = [json({ status: 401, code: 'no_session' }, 401)];
  expect(await client.fetchQuery(sessionQuery)).toBeNull();
  client.clear();
  answers = [json({ status: 503, code: 'unavailable' }, 503)];
  await expect(client.fetchQuery(sessionQuery)).rejects.toMatchObject({ status: 503 });
});

it('forgets what the last person saw, and sends the new CSRF token', async () => {
  client.setQueryData(['allocation', 'runs'], ['secret']);
  answers = [json(ME), json({})];
  const { result } = renderHook(() => useSignIn(), { wrapper });
  act(() => result.current.mutate({ username: 'dana', password: 'x' }));
  await waitFor(() => expect(client.getQueryData(sessionKey)).toEqual(ME));
  expect(client.getQueryData(['allocation', 'runs'])).toBeUndefined();
  await api.post('/allocation/v1/scenarios', {});
  expect(new Headers(sent[1]?.init.headers).get('X-CSRF-Token')).toBe('token-1');
});

it('ends the session on the server and here', async () => {
  client.setQueryData(sessionKey, ME);
  answers = [new Response(null, { status: 204 })];
  const { result } = renderHook(() => useSignOut(), { wrapper });
  act(() => result.current.mutate());
  await waitFor(() => expect(client.getQueryData(sessionKey)).toBeNull());
  expect(sent[0]).toMatchObject({ path: '/api/session', init: { method: 'DELETE' } });
});

it('offers no demo accounts where the route does not exist', async () => {
  answers = [json({ status: 404 }, 404)];
  expect(await client.fetchQuery(demoAccountsQuery)).toEqual([]);
});
