import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { useLiveUpdates } from './live-updates';

class FakeEventSource extends EventTarget {
  static last: FakeEventSource | null = null;
  isClosed = false;

  constructor(readonly url: string) {
    super();
    FakeEventSource.last = this;
  }

  close() {
    this.isClosed = true;
  }
}

function Listener() {
  useLiveUpdates(true);
  return null;
}

it('makes what a publication changed stale, at once and again for services that follow', () => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeEventSource);
  const client = new QueryClient();
  const invalidate = vi.spyOn(client, 'invalidateQueries');
  const { unmount } = render(
    <QueryClientProvider client={client}>
      <Listener />
    </QueryClientProvider>,
  );
  expect(FakeEventSource.last?.url).toBe('/api/events');
  act(() => void FakeEventSource.last?.dispatchEvent(new MessageEvent('allocation.run.published.v1', { data: '{}' })));
  expect(invalidate.mock.calls.map(([filter]) => filter?.queryKey)).toEqual([['allocation'], ['planning']]);
  vi.advanceTimersByTime(2_000);
  expect(invalidate).toHaveBeenCalledTimes(4);
  unmount();
  expect(FakeEventSource.last?.isClosed).toBe(true);
  vi.useRealTimers();
});
