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
      ahead: useAhead(value, (next) => {
        handedOn(next);
        setValue(next);
      }),
    };
  });

it('hands the first move on at once, shows those that follow at once, and hands the last of them on later', () => {
  const { result } = start();
  act(() => result.current.ahead.onMove('0.2'));
  expect(handedOn).toHaveBeenCalledExactlyOnceWith('0.2');
  act(() => result.current.ahead.onMove('0.3'));
  act(() => result.current.ahead.onMove('0.4'));
  expect(result.current.ahead.value).toBe('0.4');
  expect(result.current.value).toBe('0.2');
  act(() => vi.advanceTimersByTime(600));
  expect(handedOn.mock.calls).toEqual([['0.2'], ['0.4']]);
  expect(result.current.value).toBe('0.4');
  expect(result.current.ahead.value).toBe('0.4');
});

it('waits for nothing when the thumb rests', () => {
  const { result } = start();
  act(() => result.current.ahead.onMove('0.2'));
  act(() => result.current.ahead.onMove('0.5'));
  act(() => result.current.ahead.onRest());
  expect(handedOn.mock.calls).toEqual([['0.2'], ['0.5']]);
  expect(result.current.value).toBe('0.5');
});

it('shows what its owner changes when it is not ahead', () => {
  const { result, rerender } = renderHook(({ value }) => useAhead(value, handedOn), { initialProps: { value: '0.1' } });
  rerender({ value: '0.7' });
  expect(result.current.value).toBe('0.7');
});

it('loses no move when it goes away', () => {
  const { result, unmount } = start();
  act(() => result.current.ahead.onMove('0.2'));
  act(() => result.current.ahead.onMove('0.9'));
  unmount();
  expect(handedOn.mock.calls).toEqual([['0.2'], ['0.9']]);
});
