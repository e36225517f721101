import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { EquityPanel } from './equity-panel';
import { policyOf } from './policy-ground';

const asked: (string | null)[] = [];

const decile = (place: number, dollars: Record<string, number>) => ({
  decile: place,
  school_ids: ['101'],
  pupil_count: 100,
  dollars_per_pupil: dollars,
  need_shares: { poverty: place / 10, english_learner: 0.2 },
});

function answer(need: string | null, deciles: object[]) {
  const report = { school_count: 10, pupil_count: 1_000, spread: {}, needs: { poverty: { need_weight: 0.4 }, english_learner: { need_weight: 0.4 } } };
  return { result_hash: null, need_category: need ?? 'poverty', need_weight: 0.4, proposed: report, current: report, deciles };
}

/** Draws the panel; what it gives back draws it again, of a policy with other needs. */
function show(deciles: object[]): (needs: string[]) => void {
  const client = new QueryClient();
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (_, init) => {
    const { need_category } = JSON.parse(String(init?.body)) as { need_category: string | null };
    asked.push(need_category);
    return Response.json(answer(need_category, deciles));
  });
  const draw = (needs: string[]) => (
    <QueryClientProvider client={client}>
      <I18nProvider i18n={i18n}>
        <EquityPanel scenarioId="s1" policy={policyOf({ need_categories: needs })} words={{ settings: undefined }} />
      </I18nProvider>
    </QueryClientProvider>
  );
  const { rerender } = render(draw(['all', 'poverty', 'english_learner']));
  return (needs) => rerender(draw(needs));
}

// It is loaded when it is drawn, and a busy machine takes its time for that.
beforeAll(async () => void (await import('./need-deciles')), 30_000);

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('ResizeObserver', class { observe() {} disconnect() {} });
});

const ALL = [decile(1, { unrestricted: 8_000, restricted: 500, current: 9_000 }), decile(10, { unrestricted: 9_000, restricted: 700, current: 8_500 })];

it('shows deciles with today, and sorts them by the need that is chosen', async () => {
  show(ALL);
  expect(await screen.findByRole('figure', { name: 'Dollars per pupil by decile: poverty' })).toBeTruthy();
  expect(screen.getByText('+$1,200 per pupil at the schools with the most need, against those with the least; today -$500.')).toBeTruthy();
  fireEvent.change(screen.getByRole('combobox', { name: 'Need' }), { target: { value: 'english_learner' } });
  expect(await screen.findByRole('figure', { name: 'Dollars per pupil by decile: english_learner' })).toBeTruthy();
  expect(asked).toEqual([null, 'english_learner']);
});

it('no longer asks for a need that the policy stopped counting by', async () => {
  const drawWith = show(ALL);
  fireEvent.change(await screen.findByRole('combobox', { name: 'Need' }), { target: { value: 'english_learner' } });
  await waitFor(() => expect(asked).toHaveLength(2));
  drawWith(['all', 'poverty']);
  await waitFor(() => expect(asked).toEqual([null, 'english_learner', null]));
});

it('compares with nothing where a school has no budget of today', async () => {
  show([decile(1, { unrestricted: 8_000, restricted: 0 }), decile(10, { unrestricted: 9_000, restricted: 0 })]);
  expect(await screen.findByText('+$1,000 per pupil at the schools with the most need, against those with the least.')).toBeTruthy();
});

it('draws no deciles of few schools', async () => {
  show([]);
  expect(await screen.findByText('Spread among schools of equal need')).toBeTruthy();
  expect(screen.queryByRole('figure')).toBeNull();
});
