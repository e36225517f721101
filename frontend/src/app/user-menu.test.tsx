import { ToastRegion } from '@kit/toast';
import type { Me } from '@lib/api-types';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { UserMenu } from './user-menu';

const navigate = vi.hoisted(() => vi.fn());
vi.mock('@tanstack/react-router', () => ({ useNavigate: () => navigate }));

it('says that somebody is still signed in where signing out fails, and signs out when asked again', async () => {
  const answers = [new Response(null, { status: 503 }), new Response(null, { status: 204 })];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => answers.shift() ?? Response.error());
  render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={new QueryClient()}>
        <UserMenu me={{ display_name: 'Dana', roles: ['principal'] } as unknown as Me} />
        <ToastRegion />
      </QueryClientProvider>
    </I18nProvider>,
  );
  await userEvent.click(screen.getByRole('menuitem', { name: 'Sign out', hidden: true }));
  expect(await screen.findByText('Signing out failed: you are still signed in.')).toBeTruthy();
  expect(navigate).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: 'Sign out' }));
  await waitFor(() => expect(navigate).toHaveBeenCalledExactlyOnceWith({ to: '/sign-in' }));
});
