import type { HoldHarmless, PublicAllocation } from '@lib/api-types';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { FormulaInWords } from './formula-in-words';

const promise: HoldHarmless = {
  kind: 'hold_harmless',
  adjustment_id: 'hh',
  percent_bp: 9_500,
  basis: 'total',
  phase_out: [
    { fiscal_year: 2029, percent_bp: 0 },
    { fiscal_year: 2027, percent_bp: 9_000 },
    { fiscal_year: 2025, percent_bp: 9_800 },
  ],
  payer: { kind: 'gainers' },
};

const show = (fiscal_year: number) =>
  render(
    <I18nProvider i18n={i18n}>
      <FormulaInWords page={{ fiscal_year, policy: { adjustments: [promise] }, matrix: [], need_names: {}, level_names: {}, school_control_bp: null } as unknown as PublicAllocation} />
    </I18nProvider>,
  );

it.each([
  [2024, '95.0%'],
  [2026, '98.0%'],
  [2028, '90.0%'],
])('promises in %i what the latest step not after it says, in whatever order the steps stand', (year, percent) => {
  show(year);
  expect(screen.getByRole('listitem').textContent).toBe(`No school receives less than ${percent} of last year’s budget.`);
});

it('promises nothing once it has ended', () => {
  show(2029);
  expect(screen.queryByRole('listitem')).toBeNull();
});
