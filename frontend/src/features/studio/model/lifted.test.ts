import type { AllocationFigures } from '@lib/api-types';
import { expect, it } from 'vitest';
import { liftOf } from './lifted';

const resultOf = (...components: { component_id: string; kind: string; amounts_cents: number[] }[]) =>
  ({ school_ids: ['S1', 'S2', 'S3'], school_names: ['Lincoln', 'Lincoln', 'Oak'], components }) as unknown as AllocationFigures;

it('says what each school gets and gives, the largest first, keeping schools of one name apart', () => {
  const result = resultOf(
    { component_id: 'A/base', kind: 'weighted_pool', amounts_cents: [] },
    { component_id: 'hh/top_up', kind: 'top_up', amounts_cents: [150, 200, 0] },
    { component_id: 'hh/reduction', kind: 'reduction', amounts_cents: [0, 0, -350] },
  );
  expect(liftOf(result, 'hh')).toEqual({
    costCents: 350,
    schools: [
      { schoolId: 'S2', name: 'Lincoln', cents: 200 },
      { schoolId: 'S1', name: 'Lincoln', cents: 150 },
    ],
    payers: [{ schoolId: 'S3', name: 'Oak', cents: 350 }],
  });
  expect(liftOf(result, 'other')).toEqual({ costCents: 0, schools: [], payers: [] });
});

it('keeps adjustments and rules apart whose names look alike', () => {
  const result = resultOf(
    { component_id: 'a/top_up', kind: 'per_pupil', amounts_cents: [] },
    { component_id: 'a/top_up', kind: 'top_up', amounts_cents: [0, 0, 4] },
    { component_id: 'a/b/top_up', kind: 'top_up', amounts_cents: [0, 5, 0] },
    { component_id: 'a/top_up/top_up', kind: 'top_up', amounts_cents: [2, 0, 0] },
  );
  expect(liftOf(result, 'a').costCents).toBe(4);
  expect(liftOf(result, 'a/b').costCents).toBe(5);
  expect(liftOf(result, 'a/top_up').costCents).toBe(2);
});
