import type { HoldHarmless } from '@lib/api-types';
import { describe, expect, it } from 'vitest';
import { inEqualSteps, payerId, payerOf, percentIn, withPercent } from './promise';

const promise: HoldHarmless = { kind: 'hold_harmless', adjustment_id: 'hh', percent_bp: 9_500, basis: 'total', payer: { kind: 'gainers' } };
const YEARS = [2027, 2028, 2029, 2030];

const endingIn = (lastBp: number) => inEqualSteps(promise, YEARS, lastBp).phase_out?.map((step) => step.percent_bp);

describe('a promise over the years', () => {
  it('stays until a step says otherwise', () => {
    const stepped = withPercent(promise, YEARS, 2029, 9_000);
    expect(YEARS.map((year) => percentIn(stepped, year))).toEqual([9_500, 9_500, 9_000, 9_500]);
    expect(percentIn(stepped, 2035)).toBe(9_500);
  });

  it('is no phase-out when every year is the same', () => {
    const stepped = withPercent(withPercent(promise, YEARS, 2029, 9_000), YEARS, 2029, 9_500);
    expect(stepped.phase_out).toBeNull();
    expect(stepped.percent_bp).toBe(9_500);
  });

  it('falls in equal steps, to nothing or to where it was asked to stay', () => {
    expect(endingIn(8_000)).toEqual([9_500, 9_000, 8_500, 8_000]);
    expect(endingIn(0)).toEqual([9_500, 6_350, 3_150, 0]);
    expect(endingIn(8_225)?.at(-1)).toBe(8_225);
  });

  it('keeps the steps after the years that are shown', () => {
    const long = { ...promise, phase_out: [{ fiscal_year: 2035, percent_bp: 0 }, { fiscal_year: 2029, percent_bp: 9_000 }] };
    const stepped = withPercent(long, YEARS, 2027, 9_600);
    expect(YEARS.map((year) => percentIn(stepped, year))).toEqual([9_600, 9_500, 9_000, 9_000]);
    expect(percentIn(stepped, 2035)).toBe(0);
    expect(percentIn(withPercent(long, [2027, 2028], 2027, 9_500), 2035)).toBe(0);
  });
});

describe('payers', () => {
  it('come back from their ids', () => {
    for (const payer of [{ kind: 'gainers' }, { kind: 'reserve', source_id: 'A:B' }, { kind: 'central_share', source_id: 'LCFF' }] as const) {
      expect(payerOf(payerId(payer))).toEqual(payer);
    }
  });
});
