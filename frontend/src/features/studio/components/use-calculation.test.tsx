import { api } from '@lib/api';
import type { Policy } from '@lib/api-types';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useCalculation } from './use-calculation';

let asked: ReturnType<typeof spy>;
const spy = () =>
  vi.spyOn(api, 'post').mockImplementation(async (_path, body) => ({ of: (body as { policy: Policy }).policy.name }) as never);
const policyOf = (name: string) => ({ name }) as Policy;
const names = () => asked.mock.calls.map(([, body]) => (body as { policy: Policy }).policy.name);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame', 'performance'] });
  asked = spy();
  return () => vi.useRealTimers();
});

/** Frame by frame, as what one draws asks for the next. */
async function pass(milliseconds: number) {
  for (let past = 0; past < milliseconds; past += 16) await act(() => vi.advanceTimersByTimeAsync(16));
}

const press = () => act(() => window.dispatchEvent(new KeyboardEvent('keydown', { key: '1' })));

async function started() {
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>;
  const hook = renderHook(({ policy }) => useCalculation('S', policy), { wrapper, initialProps: { policy: policyOf('first') } });
  await act(() => vi.advanceTimersByTimeAsync(50));
  await act(() => vi.advanceTimersByTimeAsync(20)); // the frame that shows it
  expect(hook.result.current.drawn?.of.name).toBe('first');
  return hook;
}

it('asks for what was changed before that is drawn, and once', async () => {
  const { result, rerender } = await started();
  await act(() => vi.advanceTimersByTimeAsync(3_000));
  const next = policyOf('next');
  act(() => result.current.onEdit(next, false));
  expect(names()).toEqual(['first', 'next']);
  rerender({ policy: next });
  await act(() => vi.advanceTimersByTimeAsync(100));
  expect(names()).toEqual(['first', 'next']);
  expect(result.current.drawn?.of.name).toBe('next');
});

it('lets a thumb that moves on go before its results, and asks at once when it rests', async () => {
  const { result, rerender } = await started();
  const moved = policyOf('moved');
  act(() => result.current.onEdit(moved, true));
  rerender({ policy: moved });
  await act(() => vi.advanceTimersByTimeAsync(100));
  expect(names()).toEqual(['first']);
  act(() => result.current.onRest());
  expect(names()).toEqual(['first', 'moved']);
  await act(() => vi.advanceTimersByTimeAsync(100));
  expect(result.current.drawn?.of.name).toBe('moved');
});

it('asks soon where no thumb moves, and for nothing that is known', async () => {
  const { result, rerender } = await started();
  const first = result.current.drawn?.of as Policy;
  const typed = policyOf('typed');
  act(() => result.current.onEdit(typed, false));
  rerender({ policy: typed });
  await act(() => vi.advanceTimersByTimeAsync(100));
  expect(names()).toEqual(['first', 'typed']);
  rerender({ policy: first });
  rerender({ policy: typed });
  await act(() => vi.advanceTimersByTimeAsync(2_000));
  expect(names()).toEqual(['first', 'typed']);
  expect(result.current.isUnderWay).toBe(false);
});

describe('on a slow machine', () => {
  let frameMs: number;
  beforeEach(() => {
    frameMs = 16;
    vi.stubGlobal('requestAnimationFrame', (then: FrameRequestCallback) => setTimeout(() => then(performance.now()), frameMs));
    vi.stubGlobal('cancelAnimationFrame', clearTimeout);
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  async function startedSlowly() {
    const hook = await started();
    await pass(3_000);
    frameMs = 64;
    return hook;
  }

  it('says that a result passes while the thumb moves, and draws all of it when it rests', async () => {
    const { result, rerender } = await startedSlowly();
    const moved = policyOf('moved');
    act(() => result.current.onEdit(policyOf('before'), true));
    await pass(100); // its frame says that the machine is slow
    act(() => result.current.onEdit(moved, true));
    rerender({ policy: moved });
    await pass(1_600);
    expect(result.current.drawn).toMatchObject({ of: { name: 'moved' }, isPassing: true });
    act(() => result.current.onRest());
    expect(result.current.drawn).toMatchObject({ of: { name: 'moved' }, isPassing: false });
    expect(names()).toEqual(['first', 'before', 'moved']);
  });

  it('draws all of a result when no key follows for a moment', async () => {
    const { result, rerender } = await startedSlowly();
    for (const name of ['0', '0.', '0.3']) {
      const typed = policyOf(name);
      act(() => result.current.onEdit(typed, false));
      rerender({ policy: typed });
      await pass(180);
    }
    expect(result.current.drawn?.isPassing).toBe(true);
    await pass(300);
    expect(result.current.drawn).toMatchObject({ of: { name: '0.3' }, isPassing: false });
  });

  it('waits for the keys of the next number too', async () => {
    const { result, rerender } = await startedSlowly();
    press(); // its frame says that the machine is slow
    await pass(150);
    const typed = policyOf('typed');
    act(() => result.current.onEdit(typed, false));
    rerender({ policy: typed });
    for (let keys = 0; keys < 4; keys += 1) {
      press();
      await pass(150);
    }
    expect(result.current.drawn).toMatchObject({ of: { name: 'typed' }, isPassing: true });
    await pass(250);
    expect(result.current.drawn).toMatchObject({ of: { name: 'typed' }, isPassing: false });
  });
});

it('draws all of every result where that is quick', async () => {
  const { result, rerender } = await started();
  for (const name of ['one', 'two', 'three']) {
    const moved = policyOf(name);
    act(() => result.current.onEdit(moved, true));
    rerender({ policy: moved });
    await pass(1_600);
    expect(result.current.drawn).toMatchObject({ of: { name }, isPassing: false });
  }
});
