import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/**
 * Which cached answers an event makes stale, by how their keys begin. Query keys start with the name of the service
 * that answers; an event that concerns one subject of it names that too, and leaves what is being worked on alone.
 */
const STALE_AFTER: Record<string, readonly (readonly string[])[]> = {
  'allocation.run.published.v1': [['allocation'], ['planning']],
  'allocation.scenario.review_changed.v1': [['allocation', 'reviews']],
};

/** Planning applies the same event in its own time, so its readers ask once more a little later. */
const SECOND_LOOK_MS = 1_500;

export function invalidateFor(client: QueryClient, eventType: string): void {
  for (const queryKey of STALE_AFTER[eventType] ?? []) void client.invalidateQueries({ queryKey });
}

/** Keep open pages up to date with what others publish. The browser reconnects by itself. */
export function useLiveUpdates(enabled: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!enabled || typeof EventSource === 'undefined') return;
    const source = new EventSource('/api/events');
    const timers = new Set<ReturnType<typeof setTimeout>>();
    for (const eventType of Object.keys(STALE_AFTER)) {
      source.addEventListener(eventType, () => {
        invalidateFor(client, eventType);
        timers.add(setTimeout(() => invalidateFor(client, eventType), SECOND_LOOK_MS));
      });
    }
    return () => {
      source.close();
      for (const timer of timers) clearTimeout(timer);
    };
  }, [client, enabled]);
}
