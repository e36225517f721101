import { sessionQuery } from '@lib/session';
import type { QueryClient } from '@tanstack/react-query';
import type { AppRouter } from './router';

/**
 * Ask at once for who is signed in and for the parts of the page at this address. Left to themselves, language, session,
 * page and data would wait for each other, a round trip each.
 */
export function loadEarly(router: AppRouter, queryClient: QueryClient): void {
  void queryClient.prefetchQuery(sessionQuery);
  const [routes] = router.getMatchedRoutes(location.pathname);
  for (const route of routes) {
    // A part that does not come is asked for again, and its failure shown, when the route is rendered.
    router.loadRouteChunk(route)?.catch(() => undefined);
  }
}
