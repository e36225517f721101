import { Notice } from '@kit/notice';
import { Trans, useLingui } from '@lingui/react/macro';
import type { SignInReason } from './sign-in-reason';

/** Says why somebody is here again, and what they can do. */
export function SignInNotice({ reason }: { reason: SignInReason }) {
  const { t } = useLingui();
  switch (reason) {
    case 'ended':
      return (
        <Notice title={t`Your session has ended`} isAlert>
          <Trans>Sign in again to go on where you were.</Trans>
        </Notice>
      );
    case 'declined':
      return (
        <Notice title={t`You were not signed in`} isAlert>
          <Trans>Your district’s sign-in was left or refused. Try again, or use a user name and password.</Trans>
        </Notice>
      );
    case 'unknown':
      return (
        <Notice tone="warning" title={t`There is no account here for you yet`} isAlert>
          <Trans>
            Your district knows you, but nobody has made an account for you here, or it is shut. Ask your district’s office.
          </Trans>
        </Notice>
      );
    case 'stale':
      return (
        <Notice tone="warning" title={t`That took too long`} isAlert>
          <Trans>The sign-in was begun in another window, or more than ten minutes ago. Begin again.</Trans>
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="negative" title={t`Your district’s sign-in does not work now`} isAlert>
          <Trans>It gave no answer that can be trusted. Try again in a while; if it stays so, tell your district’s IT.</Trans>
        </Notice>
      );
  }
}
