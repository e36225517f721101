import type { HoldHarmless } from '@lib/api-types';
import { describe, expect, it } from 'vitest';
import { inEqualSteps, payerId, payerOf, percentIn, withPercent } from './promise';

const promise: HoldHarmless = { kind: 'hold_harmless', adjustment_id: 'hh', percent_bp: 9_500, basis: 'total', payer: { kind: 'gainers' } };
const YEARS = [2027, 2028, 2029, 2030];

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

  it('falls in equal steps', () => {
    expect(inEqualSteps(promise, YEARS, 8_000).phase_out?.map((step) => step.percent_bp)).toEqual([9_500, 9_000, 8_500, 8_000]);
  });
});

describe('payers', () => {
  it('come back from their ids', () => {
    for (const payer of [{ kind: 'gainers' }, { kind: 'reserve', source_id: 'A:B' }, { kind: 'central_share', source_id: 'LCFF' }] as const) {
      expect(payerOf(payerId(payer))).toEqual(payer);
    }
  });
});
