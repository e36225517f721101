import type { AllocationFigures } from '@lib/api-types';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { cleanup, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { SchoolTable } from './school-table';

const DOLLARS = 100;

/** Two schools, each with `dollars` of the formula, the second with a top-up besides. */
const resultOf = (dollars: number) =>
  ({
    school_ids: ['1', '2'],
    school_names: ['Acorn', 'Birch'],
    school_levels: [['elementary'], ['high']],
    pupil_counts: ['500', '700'],
    need_shares_bp: {},
    formula_cents: [dollars * DOLLARS, dollars * DOLLARS],
    top_up_cents: [0, 2_345_678 * DOLLARS],
    reduction_cents: [0, 0],
    totals_cents: [dollars * DOLLARS, (dollars + 2_345_678) * DOLLARS],
    current_cents: [null, null],
    change_cents: [null, null],
    change_bp: [null, null],
    held_harmless: [false, true],
  }) as unknown as AllocationFigures;

/** What stands under the columns, on a desk or on a wider screen. */
function sums(dollars: number, isWide: boolean): string[] {
  cleanup();
  vi.stubGlobal('matchMedia', () => ({ matches: isWide, addEventListener: () => {}, removeEventListener: () => {} }));
  render(
    <I18nProvider i18n={i18n}>
      <SchoolTable
        words={{ settings: undefined }}
        levels={['elementary', 'high']}
        result={resultOf(dollars)}
        openSchoolId={null}
        onOpen={() => {}}
        watched={{ ids: [], has: () => false, toggle: () => {} }}
      />
    </I18nProvider>,
  );
  return [...(screen.getByRole<HTMLTableElement>('table').tFoot?.rows[0]?.cells ?? [])].map((cell) => cell.textContent ?? '');
}

it('tells sums to the dollar', () => {
  expect(sums(400_000_000, false)).toEqual(['2 schools', '1,200', '$800,000,000', '$2,345,678', '$802,345,678', '']);
});

it('tells sums of parts in short where a billion would push the last column out of sight', () => {
  expect(sums(600_000_000, false)).toEqual(['2 schools', '1,200', '$1.2B', '$2.3M', '$1,202,345,678', '']);
  expect(sums(600_000_000, true)).toEqual(['2 schools', '1,200', '$1,200,000,000', '$2,345,678', '$1,202,345,678', '']);
});
