import { onSignedOut } from '@lib/api';
import { sessionKey } from '@lib/session';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AppRouter } from './router';

/** When a session ends while a page is open, ask for the password and come back to the same page. */
export function SignedOutRedirect({ router }: { router: AppRouter }) {
  const client = useQueryClient();
  useEffect(
    () =>
      onSignedOut(() => {
        const { pathname, href } = router.state.location;
        if (pathname === '/sign-in') return;
        client.setQueryData(sessionKey, null);
        void router.navigate({ to: '/sign-in', search: { from: href, reason: 'ended' } });
      }),
    [router, client],
  );
  return null;
}
