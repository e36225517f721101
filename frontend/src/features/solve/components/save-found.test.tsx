import type { Scenario } from '@lib/api-types';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { SaveFound } from './save-found';

it('keeps the versions of the data that the formula was found on', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({ scenario_id: 'new', name: 'Found' }, { status: 201 }));
  const onSaved = vi.fn();
  const from = { fiscal_year: 2027, data_versions: { counts: 1 } } as unknown as Scenario;
  render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={new QueryClient()}>
        <SaveFound policy={{ sources: [] }} from={from} suggestedName="Found" onSaved={onSaved} />
      </QueryClientProvider>
    </I18nProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Save as a scenario…' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(onSaved).toHaveBeenCalledWith('new'));
  expect(JSON.parse(String(fetched.mock.calls[0]?.[1]?.body))).toEqual({
    name: 'Found',
    fiscal_year: 2027,
    data_versions: { counts: 1 },
    policy: { name: 'Found', sources: [] },
  });
});
