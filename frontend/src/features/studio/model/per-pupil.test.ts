import type { AllocationFigures } from '@lib/api-types';
import { expect, it } from 'vitest';
import { perPupilOf } from './per-pupil';

const result = (pupil_counts: string[], totals_cents: number[], change_cents: (number | null)[]) => ({ pupil_counts, totals_cents, change_cents }) as unknown as AllocationFigures;

it('divides dollars by pupils, and changes by the pupils of schools that have one', () => {
  expect(perPupilOf(result(['100.00', '50.00'], [1_000_000, 800_000], [15_000, null]))).toEqual({ nowCents: 12_000, changeCents: 150 });
});

it('knows no change without last year, and no average without pupils', () => {
  expect(perPupilOf(result(['10'], [1_000], [null]))).toEqual({ nowCents: 100, changeCents: null });
  expect(perPupilOf(result(['0'], [1_000], [5]))).toBeNull();
});
