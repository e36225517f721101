import type { Policy, Scenario } from '@lib/api-types';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { MeasureName, SweepResult } from '../api/sweep';
import { MEASURE_NAMES } from '../model/measures';
import { Chosen } from './chosen';

const result: SweepResult = {
  scenario_version: 1,
  policy: { name: 'P', sources: [] } as unknown as Policy,
  method: 'random',
  seed: 1,
  need_category: null,
  school_count: 3,
  compared_count: 3,
  ranges: [],
  measures: Object.fromEntries(MEASURE_NAMES.map((name) => [name, [1, 2]])) as Record<MeasureName, number[]>,
  feasible: [1, 1],
  exact_count: 2,
  slow_because: '',
};

it('keeps the versions of the data that the formulas were tried on', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({ scenario_id: 'new' }, { status: 201 }));
  const onOpened = vi.fn();
  const scenario = { name: 'Draft', fiscal_year: 2027, data_versions: { counts: 1 } } as unknown as Scenario;
  render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={new QueryClient()}>
        <Chosen result={result} row={1} nameOf={() => ''} canOpen scenario={scenario} onOpened={onOpened} />
      </QueryClientProvider>
    </I18nProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Open as a scenario' }));
  await waitFor(() => expect(onOpened).toHaveBeenCalledWith('new'));
  expect(JSON.parse(String(fetched.mock.calls[0]?.[1]?.body))).toEqual({
    name: 'Draft, variation 1',
    fiscal_year: 2027,
    data_versions: { counts: 1 },
    policy: { name: 'Draft, variation 1', sources: [] },
  });
});
