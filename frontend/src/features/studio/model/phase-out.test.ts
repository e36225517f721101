import { expect, it } from 'vitest';
import { evenPhaseOut, evenYears } from './phase-out';

it('goes away in even steps', () => {
  expect(evenPhaseOut(2027, 9_500, 3)?.map((step) => step.percent_bp)).toEqual([9_500, 6_333, 3_167, 0]);
  expect(evenPhaseOut(2027, 9_500, 0)).toBeNull();
});

it('knows even steps again, in any order, and takes no others for them', () => {
  const even = evenPhaseOut(2027, 9_500, 3) ?? [];
  expect(evenYears(even.toReversed(), 2027, 9_500)).toBe(3);
  expect(evenYears(even, 2027, 9_000)).toBeNull();
  expect(evenYears(even, 2028, 9_500)).toBeNull();
  expect(evenYears([{ fiscal_year: 2027, percent_bp: 9_500 }, { fiscal_year: 2028, percent_bp: 8_000 }], 2027, 9_500)).toBeNull();
  expect(evenYears([{ fiscal_year: 2027, percent_bp: 9_500 }, { fiscal_year: 2028, percent_bp: 4_000 }, { fiscal_year: 2029, percent_bp: 0 }], 2027, 9_500)).toBeNull();
  expect(evenYears(null, 2027, 9_500)).toBeNull();
  expect(evenYears([], 2027, 9_500)).toBeNull();
});
