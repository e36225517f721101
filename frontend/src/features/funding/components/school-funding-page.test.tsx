import type { SchoolFunding, SchoolOutlook } from '@lib/api-types';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { SchoolFundingPage } from './school-funding-page';

const FUNDING: SchoolFunding = {
  school_id: '101',
  school_name: 'Acorn Elementary',
  fiscal_year: 2027,
  run_id: 'run-1',
  published_at: '2026-06-12T10:00:00Z',
  total_cents: 253_494_050,
  pupil_count: '412.00',
  previous_total_cents: 250_000_000,
  streams: [
    {
      source_id: 'LCFF',
      name: 'Base grant',
      restricted: false,
      control: 'school',
      cap_cents: 203_494_050,
      components: [{ component_id: 'LCFF/pool', label: 'Weighted pupils', kind: 'weighted_pool', amount_cents: 203_494_050 }],
    },
    { source_id: 'T1', name: 'Title I', restricted: true, control: 'school_visible', cap_cents: 50_000_000, components: [] },
  ],
};

const problem = (status: number, code: string) =>
  new Response(JSON.stringify({ type: 'about:blank', title: 'No', status, code, detail: 'Not now.' }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  });

const OUTLOOK: SchoolOutlook = {
  simulated_at: '2026-06-20T10:00:00Z',
  years: [2025, 2026, 2027],
  draws: 500,
  bands_bp: [1_000, 9_000],
  pupils: { low: 396, middle: 412, high: 431 },
  planned_cents: 253_494_050,
  cents: { low: 246_000_000, middle: 253_000_000, high: 261_000_000 },
  falling_bp: 4_210,
  reserve_cents: 123_456_700,
  reserve_confidence_bp: 9_000,
};

function show(answer: (path: string) => Response, outlook: SchoolOutlook | null = null) {
  vi.spyOn(globalThis, 'fetch').mockImplementation((input) => {
    const isOutlook = String(input).endsWith('/outlook');
    return Promise.resolve(isOutlook ? Response.json({ run_id: 'run-1', fiscal_year: 2027, school_id: '101', outlook }) : answer(String(input)));
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <SchoolFundingPage schoolId="101" fiscalYear={2027} yearSwitch={null} />
      </QueryClientProvider>
    </I18nProvider>,
  );
  return client;
}

it('says what the school gets and why, and who decides about each stream', async () => {
  show(() => Response.json(FUNDING));
  expect(await screen.findByRole('heading', { level: 1, name: 'Acorn Elementary' })).toBeTruthy();
  expect(screen.getByText(/Our school gets/).textContent).toBe(
    'Our school gets $2,534,941 for 412 pupils, because Base grant brings $2,034,941, Title I brings $500,000.',
  );
  expect(screen.getByText('$2,534,940.50')).toBeTruthy();
  const title1 = screen.getByRole('region', { name: 'Title I' });
  expect(within(title1).getByText('Restricted')).toBeTruthy();
  expect(within(title1).getByText('Shown, not yours to move')).toBeTruthy();
});

it('explains an amount down to the row it came from', async () => {
  show((path) =>
    path.includes('/explanation')
      ? Response.json({ in_words: ['Weighted pupils: $2,034,940.50.'], label: 'Weighted pupils', operation: 'product', unit: 'cents', value_cents: 203_494_050, formula: '412 × $4,939.18', rows: [{ file: 'counts.csv', row: 7, version: 2, column: 'pupil_count', value: '412' }] })
      : Response.json(FUNDING),
  );
  await userEvent.click(await screen.findByRole('button', { name: /\$2,034,940\.50/ }));
  expect(await screen.findByText('412 × $4,939.18', {}, { timeout: 10_000 })).toBeTruthy();
  expect(screen.getByText(/counts\.csv/)).toBeTruthy();
});

it('teaches while nothing is published, and shows the budget by itself when it is', async () => {
  let isPublished = false;
  const client = show((path) => {
    if (path.includes('/schools?')) return Response.json({ items: [], next_page_token: '' });
    return isPublished ? Response.json(FUNDING) : problem(404, 'funding_not_published');
  });
  expect(await screen.findByText('No budget published yet for 2026–27')).toBeTruthy();
  isPublished = true;
  await client.invalidateQueries({ queryKey: ['planning'] });
  expect(await screen.findByText('$2,534,940.50')).toBeTruthy();
});

it('says what failed and lets the reader try again', async () => {
  let isDown = true;
  show(() => (isDown ? problem(503, 'unavailable') : Response.json(FUNDING)));
  const again = await screen.findByRole('button', { name: 'Try again' });
  isDown = false;
  await userEvent.click(again);
  expect(await screen.findByText('$2,534,940.50')).toBeTruthy();
});

it('says between what the next count puts the school, and what the reserve is for', async () => {
  show(() => Response.json(FUNDING), OUTLOOK);
  const card = await screen.findByRole('region', { name: 'What the next count may change' });
  expect(await within(card).findByText('396 to 431')).toBeTruthy();
  expect(within(card).getByText('$2,460,000 to $2,610,000')).toBeTruthy();
  expect(card.textContent).toContain('In 42 of 100 counts the formula would give your school less than planned');
  expect(card.textContent).toContain('in 9 of 10 counts, it would have to hold $1,234,567');
});

it('says kindly that nobody has simulated the count yet', async () => {
  show(() => Response.json(FUNDING));
  const card = await screen.findByRole('region', { name: 'What the next count may change' });
  expect(await within(card).findByText(/has not looked ahead to the next count/)).toBeTruthy();
});
