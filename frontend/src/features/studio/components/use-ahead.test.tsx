import { act, renderHook } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { useAhead } from './use-ahead';

const handedOn = vi.fn<(value: string) => void>();

beforeEach(() => {
  handedOn.mockClear();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame', 'performance'] });
  return () => vi.useRealTimers();
});

const start = () =>
  renderHook(() => {
    const [value, setValue] = useState('0.1');
    return {
      value,
      ahead: useAhead((next) => {
        handedOn(next);
        setValue(next);
      }),
    };
  });

it('hands the first move on at once, and the last of those that follow later, ahead of its owner meanwhile', () => {
  const { result } = start();
  act(() => result.current.ahead.onMove('0.2'));
  expect(handedOn).toHaveBeenCalledExactlyOnceWith('0.2');
  act(() => result.current.ahead.onMove('0.3'));
  act(() => result.current.ahead.onMove('0.4'));
  expect(result.current.value).toBe('0.2');
  act(() => vi.advanceTimersByTime(600));
  expect(handedOn.mock.calls).toEqual([['0.2'], ['0.4']]);
  expect(result.current.value).toBe('0.4');
  expect(result.current.ahead.isAhead).toBe(false);
});

it('waits for nothing when the thumb rests', () => {
  const { result } = start();
  act(() => result.current.ahead.onMove('0.2'));
  act(() => result.current.ahead.onMove('0.5'));
  act(() => result.current.ahead.onRest());
  expect(handedOn.mock.calls).toEqual([['0.2'], ['0.5']]);
  expect(result.current.value).toBe('0.5');
});

it('stays ahead when its owner draws one place while the thumb is at the next', () => {
  const { result, rerender } = start();
  act(() => result.current.ahead.onMove('0.2'));
  act(() => result.current.ahead.onMove('0.3'));
  rerender();
  expect(result.current.ahead.isAhead).toBe(true);
});

it('draws nothing for a move that waits', () => {
  let times = 0;
  const { result } = renderHook(() => {
    times += 1;
    return useAhead(handedOn);
  });
  act(() => result.current.onMove('0.2'));
  const before = times;
  act(() => result.current.onMove('0.3'));
  expect(times).toBe(before);
});

it('loses no move when it goes away', () => {
  const { result, unmount } = start();
  act(() => result.current.ahead.onMove('0.2'));
  act(() => result.current.ahead.onMove('0.9'));
  unmount();
  expect(handedOn.mock.calls).toEqual([['0.2'], ['0.9']]);
});
