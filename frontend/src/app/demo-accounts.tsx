import { Icon } from '@kit/icon';
import type { DemoAccount } from '@lib/api-types';
import { demoAccountsQuery } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { ROLE_NAMES } from './role-names';

type DemoAccountsProps = { isBusy: boolean; onChoose: (credentials: { username: string; password: string }) => void };

/** In demo mode: one account per role, signed in with one press. Elsewhere nothing is shown. */
export function DemoAccounts({ isBusy, onChoose }: DemoAccountsProps) {
  const accounts = useQuery(demoAccountsQuery);
  if (accounts.data === undefined || accounts.data.length === 0) return null;
  return (
    <section>
      <h2 className="text-base font-semibold">
        <Trans>This is a demonstration. Look at it as…</Trans>
      </h2>
      <ul className="mt-3 grid gap-2 sm:grid-cols-2">
        {accounts.data.map((account) => (
          <li key={account.username} className="flex">
            <AccountButton account={account} isBusy={isBusy} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function AccountButton({ account, isBusy, onChoose }: DemoAccountsProps & { account: DemoAccount }) {
  const { i18n } = useLingui();
  return (
    <button
      type="button"
      disabled={isBusy}
      onClick={() => onChoose({ username: account.username, password: account.password })}
      className="flex min-h-14 w-full cursor-pointer items-center gap-3 rounded-md border border-line bg-surface px-3 py-2 text-left transition-colors hover:border-accent hover:bg-accent-soft disabled:cursor-wait"
    >
      <Icon name={account.school_id === null ? 'user' : 'school'} className="text-accent" />
      <span className="min-w-0 grow">
        <span className="block font-semibold">{i18n._(ROLE_NAMES[account.role])}</span>
        <span className="block truncate text-sm text-muted">{account.display_name}</span>
      </span>
    </button>
  );
}
