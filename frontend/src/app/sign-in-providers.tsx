import { buttonClass } from '@kit/button-class';
import { cx } from '@kit/class-names';
import { signInProvidersQuery } from '@lib/session';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';

/** A link to each district's own sign-in, above the password; nothing where none is set up. */
export function SignInProviders({ to }: { to: string }) {
  const providers = useQuery(signInProvidersQuery);
  if (providers.data === undefined || providers.data.length === 0) return null;
  return (
    <>
      <ul className="space-y-2">
        {providers.data.map(({ id, label }) => (
          <li key={id}>
            <a href={`/api/sign-in/${id}?${new URLSearchParams({ to })}`} className={cx(buttonClass(), 'w-full text-center')}>
              {label}
            </a>
          </li>
        ))}
      </ul>
      <p className="text-center text-sm text-muted">
        <Trans>or with a user name and password</Trans>
      </p>
    </>
  );
}
