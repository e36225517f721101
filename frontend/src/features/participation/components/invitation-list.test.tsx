import type { Invitation } from '@lib/api-types';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { InvitationList } from './invitation-list';

const INVITATION = {
  invitation_id: 'i',
  token: 'abc',
  text: { title: { en: 'Have your say', es: '' } },
  opens_on: '2020-01-01',
  closes_on: '2100-01-01',
  withdrawn_at: null,
  proposal_count: 3,
} as unknown as Invitation;

const show = () =>
  render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={new QueryClient()}>
        <InvitationList invitations={[INVITATION]} fiscalYear={2027} isEditor selected={null} onSelect={() => undefined} />
      </QueryClientProvider>
    </I18nProvider>,
  );

it('says why an invitation could not be ended, and keeps the question open', async () => {
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({ type: 'about:blank', title: 'Not now', status: 503, code: 'down' }, { status: 503, headers: { 'content-type': 'application/problem+json' } }));
  show();
  await userEvent.click(screen.getByRole('button', { name: 'End…' }));
  const question = screen.getByRole('alertdialog', { name: 'End this invitation?' });
  await userEvent.click(within(question).getByRole('button', { name: 'End it' }));
  expect(await within(question).findByText('Not now')).toBeTruthy();
});

it('shows the link where the browser keeps the clipboard to itself', async () => {
  const user = userEvent.setup();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'));
  show();
  await user.click(screen.getByRole('button', { name: 'Copy link' }));
  expect((await screen.findByRole('alert')).textContent).toContain('abc');
});
