import { act, renderHook, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { useAsked } from './use-asked';

/** Questions that are answered when the test says so. */
function questions() {
  const open = new Map<string, { answer: (value: string) => void; refuse: (error: Error) => void }>();
  const ask = vi.fn<(key: string) => Promise<string>>((key) => new Promise((answer, refuse) => open.set(key, { answer, refuse })));
  return { ask, open };
}

const rendered = (ask: (key: string) => Promise<string>, first: string | null) =>
  renderHook(({ key }) => useAsked(key, () => ask(key ?? '')), { initialProps: { key: first } });

it('asks, and tells the answer', async () => {
  const { ask, open } = questions();
  const { result } = rendered(ask, 'a');
  expect(result.current).toMatchObject({ data: undefined, error: null, isAsking: true });
  await act(async () => open.get('a')?.answer('A'));
  expect(result.current).toMatchObject({ data: 'A', error: null, isAsking: false });
});

it('asks nothing without a key', () => {
  const { ask } = questions();
  const { result } = rendered(ask, null);
  expect(ask).not.toHaveBeenCalled();
  expect(result.current.isAsking).toBe(false);
});

it('keeps the answer before while the next is under way, and takes no late one', async () => {
  const { ask, open } = questions();
  const { result, rerender } = rendered(ask, 'a');
  await act(async () => open.get('a')?.answer('A'));
  rerender({ key: 'b' });
  expect(result.current).toMatchObject({ data: 'A', isAsking: true });
  rerender({ key: 'c' });
  await act(async () => open.get('c')?.answer('C'));
  await act(async () => open.get('b')?.answer('B'));
  expect(result.current).toMatchObject({ data: 'C', isAsking: false });
  rerender({ key: 'a' });
  await waitFor(() => expect(result.current).toMatchObject({ data: 'A', isAsking: false }));
  expect(ask).toHaveBeenCalledTimes(3);
});

it('tells a refusal, and asks again when told to', async () => {
  const { ask, open } = questions();
  const { result } = rendered(ask, 'a');
  await act(async () => open.get('a')?.refuse(new Error('closed')));
  expect(result.current).toMatchObject({ data: undefined, isAsking: false });
  expect(result.current.error?.message).toBe('closed');
  act(() => result.current.askAgain());
  expect(result.current).toMatchObject({ error: null, isAsking: true });
  await act(async () => open.get('a')?.answer('A'));
  expect(result.current).toMatchObject({ data: 'A', error: null });
});
