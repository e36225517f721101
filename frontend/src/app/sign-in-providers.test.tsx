import type { SignInProvider } from '@lib/api-types';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { SignInProviders } from './sign-in-providers';

function show(providers: SignInProvider[] | Response) {
  const answer = providers instanceof Response ? providers : Response.json(providers);
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(answer);
  return render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={new QueryClient()}>
        <SignInProviders to="/funding?year=2027" />
      </QueryClientProvider>
    </I18nProvider>,
  );
}

it('leads to each district’s own sign-in and from there to the page that was wanted', async () => {
  show([
    { id: 'north', label: 'North Unified staff account' },
    { id: 'south', label: 'South staff account' },
  ]);
  const link = await screen.findByRole('link', { name: 'North Unified staff account' });
  expect(link.getAttribute('href')).toBe('/api/sign-in/north?to=%2Ffunding%3Fyear%3D2027');
  expect(screen.getAllByRole('link')).toHaveLength(2);
  expect(screen.getByText('or with a user name and password')).toBeTruthy();
});

it.each([['none is set up', []] as const, ['the list cannot be had', new Response(null, { status: 503 })] as const])(
  'shows nothing where %s',
  async (_why, answer) => {
    const { container } = show(answer instanceof Response ? answer : [...answer]);
    await vi.waitFor(() => expect(globalThis.fetch).toHaveBeenCalled());
    expect(container.textContent).toBe('');
  },
);
