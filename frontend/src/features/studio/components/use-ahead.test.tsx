import { act, renderHook } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { useAhead } from './use-ahead';

const handedOn = vi.fn<(value: string) => void>();
const rested = vi.fn<() => void>();

beforeEach(() => {
  handedOn.mockClear();
  rested.mockClear();
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
      }, rested),
    };
  });

/** A frame, and what was put off until it is painted. */
const paint = () => act(() => vi.advanceTimersByTime(20));

it('hands the first move on when it is painted, and the last of those that follow later, ahead of its owner meanwhile', () => {
  const { result } = start();
  act(() => result.current.ahead.onMove('0.2'));
  expect(handedOn).not.toHaveBeenCalled();
  paint();
  expect(handedOn).toHaveBeenCalledExactlyOnceWith('0.2');
  act(() => result.current.ahead.onMove('0.3'));
  act(() => result.current.ahead.onMove('0.4'));
  expect(result.current.value).toBe('0.2');
  act(() => vi.advanceTimersByTime(350));
  expect(handedOn.mock.calls).toEqual([['0.2'], ['0.4']]);
  expect(result.current.value).toBe('0.4');
  expect(result.current.ahead.isAhead).toBe(false);
  expect(rested).not.toHaveBeenCalled();
});

it('hands on what the thumb came to before its first move was painted', () => {
  const { result } = start();
  act(() => result.current.ahead.onMove('0.2'));
  act(() => result.current.ahead.onMove('0.3'));
  paint();
  expect(handedOn.mock.calls).toEqual([['0.3']]);
});

it('waits for nothing when the thumb rests', () => {
  const { result } = start();
  act(() => result.current.ahead.onMove('0.2'));
  paint();
  act(() => result.current.ahead.onMove('0.5'));
  act(() => result.current.ahead.onRest());
  expect(handedOn.mock.calls).toEqual([['0.2'], ['0.5']]);
  expect(result.current.value).toBe('0.5');
  expect(rested).toHaveBeenCalledOnce();
  act(() => vi.advanceTimersByTime(2_000));
  expect(rested).toHaveBeenCalledOnce();
});

it('hands a key press on at once: it moves the thumb and lets it rest', () => {
  const { result } = start();
  act(() => {
    result.current.ahead.onMove('0.2');
    result.current.ahead.onRest();
  });
  expect(handedOn.mock.calls).toEqual([['0.2']]);
  paint();
  expect(handedOn).toHaveBeenCalledOnce();
});

it('takes a thumb that is held still for one that rests', () => {
  const { result } = start();
  act(() => result.current.ahead.onMove('0.2'));
  paint();
  act(() => result.current.ahead.onMove('0.3'));
  act(() => vi.advanceTimersByTime(450));
  expect(handedOn.mock.calls).toEqual([['0.2'], ['0.3']]);
  expect(rested).toHaveBeenCalledOnce();
});

it('stays ahead when its owner draws one place while the thumb is at the next', () => {
  const { result, rerender } = start();
  act(() => result.current.ahead.onMove('0.2'));
  paint();
  act(() => result.current.ahead.onMove('0.3'));
  rerender();
  expect(result.current.ahead.isAhead).toBe(true);
});

it('draws nothing for a move that waits, and once for one that is handed on', () => {
  let times = 0;
  const { result } = renderHook(() => {
    times += 1;
    return useAhead(handedOn, rested);
  });
  act(() => result.current.onMove('0.2'));
  expect(times).toBe(1);
  paint();
  expect(times).toBe(2);
  act(() => result.current.onMove('0.3'));
  expect(times).toBe(2);
});

it('loses no move when it goes away', () => {
  const { result, unmount } = start();
  act(() => result.current.ahead.onMove('0.2'));
  paint();
  act(() => result.current.ahead.onMove('0.9'));
  unmount();
  expect(handedOn.mock.calls).toEqual([['0.2'], ['0.9']]);
  expect(rested).toHaveBeenCalledOnce();
  act(() => vi.advanceTimersByTime(1_000));
  expect(handedOn).toHaveBeenCalledTimes(2);
  expect(rested).toHaveBeenCalledOnce();
});
