import { act, render, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { InSight } from './in-sight';

let tell: (isIntersecting: boolean) => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(callback: (entries: { isIntersecting: boolean }[]) => void) {
        tell = (isIntersecting) => callback([{ isIntersecting }]);
      }
      observe() {}
      disconnect() {}
    },
  );
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

const part = (newest: string, isPassing = false) => (
  <InSight newest={newest} isPassing={isPassing}>
    {(drawn) => <p>{drawn}</p>}
  </InSight>
);

it('draws the newest at once where it is seen', () => {
  const { rerender } = render(part('one'));
  act(() => tell(true));
  rerender(part('two'));
  expect(screen.getByText('two')).toBeDefined();
});

it('draws what nobody sees when nothing changes any more, or when it comes into sight', () => {
  const { rerender } = render(part('one'));
  rerender(part('two'));
  act(() => vi.advanceTimersByTime(2_000));
  rerender(part('three'));
  act(() => vi.advanceTimersByTime(2_000));
  expect(screen.getByText('one')).toBeDefined();
  act(() => vi.advanceTimersByTime(500));
  expect(screen.getByText('three')).toBeDefined();
  rerender(part('four'));
  act(() => tell(true));
  expect(screen.getByText('four')).toBeDefined();
});

it('draws nothing out of sight while a thumb is held', () => {
  let isPressed = true;
  const matches = vi.spyOn(document.documentElement, 'matches').mockImplementation((selector) => selector === ':active' && isPressed);
  const { rerender } = render(part('one'));
  rerender(part('two'));
  act(() => vi.advanceTimersByTime(3_000));
  expect(screen.getByText('one')).toBeDefined();
  isPressed = false;
  act(() => vi.advanceTimersByTime(2_500));
  expect(screen.getByText('two')).toBeDefined();
  matches.mockRestore();
});

it('leaves out what passes, even where it is seen, until all of it is to be drawn', () => {
  const { rerender } = render(part('one'));
  act(() => tell(true));
  rerender(part('two', true));
  expect(screen.getByText('one')).toBeDefined();
  rerender(part('two'));
  expect(screen.getByText('two')).toBeDefined();
});
