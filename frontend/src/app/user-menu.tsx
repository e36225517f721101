import { Menu } from '@kit/menu';
import type { Me } from '@lib/api-types';
import { showToast } from '@kit/toast-queue';
import { useSignOut } from '@lib/session';
import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { ROLE_NAMES } from './role-names';

export function UserMenu({ me }: { me: Me }) {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const leave = () =>
    signOut.mutate(undefined, {
      onSuccess: () => void navigate({ to: '/sign-in' }),
      // The menu is gone by then; whoever walks away must not believe it.
      onError: () => showToast({ text: t`Signing out failed: you are still signed in.`, action: { label: t`Sign out`, onPress: leave } }),
    });
  return (
    <Menu
      label={t`Your account`}
      icon="user"
      heading={
        <>
          <span className="block font-semibold">{me.display_name}</span>
          <span className="block text-sm text-muted">{me.roles.map((role) => i18n._(ROLE_NAMES[role])).join(', ')}</span>
        </>
      }
      items={[
        { id: 'help', label: t`Help`, icon: 'help', onAction: () => void navigate({ to: '/help' }) },
        {
          id: 'sign-out',
          label: t`Sign out`,
          icon: 'sign-out',
          onAction: leave,
        },
      ]}
    />
  );
}
