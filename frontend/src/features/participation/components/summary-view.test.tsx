import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { SummaryView } from './summary-view';

const SETTING = 'weight:LCFF:base:*:poverty';
const SLIDER = { setting: SETTING, unit: 'weight', value: '0.2', minimum: '0', maximum: '1', step: '0.1', name: { en: 'Poverty', es: 'Pobreza' } };
const FIGURES = { setting: SETTING, count: 1, lowest: '0.3', lower_quartile: '0.3', median: '0.3', upper_quartile: '0.3', highest: '0.3', bars: [{ low: '0.3', high: '0.3', count: 1 }] };

function show(decided: { adopted: string | null; run?: string; scenario?: string }) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(['participation', 'summary', 'one'], {
    invitation: { proposal_count: 1, sliders: [SLIDER] },
    settings: [{ ...FIGURES, adopted: decided.adopted }],
    adopted_run_id: decided.run ?? null,
    adopted_scenario_id: decided.scenario ?? null,
    median_effect: null,
  });
  client.setQueryData(['participation', 'proposals', 'one'], []);
  render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <SummaryView invitationId="one" isEditor={false} />
      </QueryClientProvider>
    </I18nProvider>,
  );
}

const terms = () => screen.getAllByRole('term').map((term) => term.textContent);

it.each([
  [{ adopted: '0.25', run: 'r' }, 'Published policy'],
  [{ adopted: '0.25', scenario: 's' }, 'Adopted scenario'],
])('calls what the proposals are compared with by what it is', (decided, label) => {
  show(decided);
  expect(terms()).toEqual(['Median of the proposals', 'The invitation’s own value', label]);
});

it.each([
  [{ adopted: null, run: 'r' }, 'The published policy has no such setting.'],
  [{ adopted: null, scenario: 's' }, 'The adopted scenario has no such setting.'],
  [{ adopted: null }, 'Nothing of this year is published or adopted yet.'],
])('says why there is nothing to compare with', (decided, why) => {
  show(decided);
  expect(screen.getByText(why, { exact: false })).toBeTruthy();
  expect(terms()).toHaveLength(2);
});
