import { expect, it } from 'vitest';
import { percentOfYear } from './year-steps';

const STEPS = [
  { fiscal_year: 2030, percent_bp: 8_000 },
  { fiscal_year: 2027, percent_bp: 9_500 },
  { fiscal_year: 2029, percent_bp: 9_000 },
];

it('takes the latest step not after the year, in whatever order they stand', () => {
  expect([2026, 2027, 2028, 2029, 2031].map((year) => percentOfYear(STEPS, year))).toEqual([null, 9_500, 9_500, 9_000, 8_000]);
  expect(percentOfYear(null, 2027)).toBeNull();
});
