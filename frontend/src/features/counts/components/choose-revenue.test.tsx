import type { Scenario } from '@lib/api-types';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { ChooseRevenue } from './choose-revenue';

const LINES = [
  { version: 3, label: 'high', stored_at: '2026-03-03T12:00:00Z' },
  { version: 2, label: '', stored_at: '2026-02-02T12:00:00Z' },
  { version: 1, label: 'low', stored_at: '2026-01-01T12:00:00Z' },
];

function show() {
  const scenario = { scenario_id: 's', name: 'Draft', fiscal_year: 2027, policy: { sources: [] }, data_versions: { counts: 4 } } as unknown as Scenario;
  const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async (_, init) =>
    init?.method === 'PUT' ? Response.json(scenario) : Response.json({ items: LINES, next_page_token: '' }),
  );
  render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={new QueryClient()}>
        <ChooseRevenue loaded={{ scenario, etag: '"7"' }} />
      </QueryClientProvider>
    </I18nProvider>,
  );
  return fetched;
}

it('calculates the scenario from the revenue that is chosen, and leaves the counts as they are', async () => {
  const fetched = show();
  const choice = await screen.findByRole<HTMLSelectElement>('combobox', { name: 'Revenue from' });
  expect(within(choice).getAllByRole('option').map((one) => one.textContent)).toEqual(['Whatever is newest', 'Version 3, high', 'Version 2, Feb 2, 2026', 'Version 1, low']);
  fireEvent.change(choice, { target: { value: '1' } });
  fireEvent.click(screen.getByRole('button', { name: 'Use this revenue' }));
  await waitFor(() => expect(fetched.mock.calls.some(([, init]) => init?.method === 'PUT')).toBe(true));
  const sent = fetched.mock.calls.find(([, init]) => init?.method === 'PUT')?.[1];
  expect(new Headers(sent?.headers).get('If-Match')).toBe('"7"');
  expect(JSON.parse(String(sent?.body))).toEqual({
    name: 'Draft',
    policy: { sources: [] },
    note: 'Calculated from version 1 of the revenue sources',
    data_versions: { counts: 4, revenue_sources: 1 },
  });
});
