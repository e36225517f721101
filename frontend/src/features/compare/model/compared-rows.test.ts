import type { Comparison } from '@lib/api-types';
import { expect, test } from 'vitest';
import { comparedRows, comparisonTable, perPupil, sumOf } from './compared-rows';

const outcome = (totals: (number | null)[]) => ({ totals_cents: totals });
const comparison = {
  fiscal_year: 2027,
  school_ids: ['S-1', 'S-2'],
  school_names: ['Elm', 'Oak, east'],
  pupil_counts: ['100.00', '0.00'],
  current_cents: [900, null],
  need_category: 'poverty',
  need_shares_bp: [5000, null],
  scenarios: [
    { scenario_id: 'a', name: 'Plain', outcome: outcome([1_000, 2_050]) },
    { scenario_id: 'b', name: 'More', outcome: outcome([1_500, null]) },
    { scenario_id: 'c', name: 'Broken', outcome: null },
  ],
} as unknown as Comparison;

test('the first column is measured against today, the others against the first', () => {
  const [elm, oak] = comparedRows(comparison);
  expect(elm?.changes).toEqual([100, 500, null]);
  expect(elm?.spreadCents).toBe(500);
  expect(oak?.changes).toEqual([null, null, null]);
  expect(oak?.spreadCents).toBe(0);
});

test('there are no dollars for one pupil where there are no pupils', () => {
  expect(perPupil(1_000, 100)).toBe(10);
  expect(perPupil(1_000, 0)).toBeNull();
  expect(perPupil(null, 100)).toBeNull();
});

test('a sum leaves out what is not known', () => {
  expect(sumOf([1, null, 2])).toBe(3);
  expect(sumOf([null])).toBeNull();
});

test('the file holds every column in dollars and cents', () => {
  const { headers, rows } = comparisonTable(comparison, { school: 'School', pupils: 'Pupils', today: 'Today' });
  expect(headers).toEqual(['school_id', 'School', 'Pupils', 'Today', 'Plain', 'More', 'Broken']);
  expect(rows).toEqual([
    ['S-1', 'Elm', 100, '9.00', '10.00', '15.00', ''],
    ['S-2', 'Oak, east', 0, '', '20.50', '', ''],
  ]);
});
