import { expect, it } from 'vitest';
import type { RiskResult } from '../api/risk';
import { reachOf, schoolBands } from './school-bands';

const result = {
  bands_bp: [1_000, 5_000, 9_000],
  school_ids: ['A', 'B'],
  school_names: ['Alder', 'Birch'],
  pupils: [100, 200],
  pupil_bands: [[90, 190], [101, 200], [110, 215]],
  planned_cents: [1_000_000, 0],
  budget_bands_cents: [[950_000, 0], [1_010_000, 0], [1_100_000, 0]],
  falling_bp: [4_200, 0],
} as unknown as RiskResult;

it('lays each school’s band beside its plan', () => {
  const [alder, birch] = schoolBands(result);
  expect(alder).toMatchObject({ name: 'Alder', pupilsLow: 90, pupilsHigh: 110, lowCents: 950_000, midCents: 1_010_000, highCents: 1_100_000, low: 0.95, high: 1.1 });
  expect(birch).toMatchObject({ low: 1, high: 1 });
});

it('draws as far as nearly every band reaches', () => {
  expect(reachOf(schoolBands(result))).toBeCloseTo(0.11);
  expect(reachOf([])).toBe(0.02);
});
