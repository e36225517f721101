import { sessionKey } from '@lib/session';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { beforeEach, expect, it } from 'vitest';
import { MOST_WATCHED, useWatched } from './use-watched';

const client = new QueryClient();
client.setQueryData(sessionKey, { district_id: 'D1' });
const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>;

beforeEach(() => localStorage.clear());

it('remembers schools, lets them go, and keeps the newest when there are too many', () => {
  const { result } = renderHook(useWatched, { wrapper });
  for (let number = 0; number <= MOST_WATCHED; number += 1) act(() => result.current.toggle(`S${number}`));
  expect(result.current.ids).toHaveLength(MOST_WATCHED);
  expect(result.current.has('S0')).toBe(false);
  act(() => result.current.toggle('S3'));
  const again = renderHook(useWatched, { wrapper });
  expect(again.result.current.has('S3')).toBe(false);
  expect(again.result.current.has('S4')).toBe(true);
});

it('takes what it cannot read for nothing', () => {
  localStorage.setItem('ssfr.watched.D1', '{"broken"');
  expect(renderHook(useWatched, { wrapper }).result.current.ids).toEqual([]);
});

it('is the same wherever it is asked for', () => {
  const [table, window] = [renderHook(useWatched, { wrapper }), renderHook(useWatched, { wrapper })];
  act(() => window.result.current.toggle('S1'));
  expect(table.result.current.ids).toEqual(['S1']);
});
