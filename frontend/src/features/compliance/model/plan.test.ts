import type { TitleOne } from '@lib/api-types';
import { describe, expect, it } from 'vitest';
import { planOf, withPerChild } from './plan';

const school = (school_id: string, low_income: number, amount_cents: number | null) => ({ school_id, low_income, amount_cents });
const outcome = { schools: [school('A', 250, 28_000_000), school('B', 300, 33_600_000), school('D', 120, null)] } as unknown as TitleOne;

describe('a plan of typed amounts', () => {
  it('begins with the amounts in view, to the cent', () => {
    expect(planOf(outcome)).toEqual([
      { school_id: 'A', amount_cents: 28_000_000 },
      { school_id: 'B', amount_cents: 33_600_000 },
    ]);
  });

  it('multiplies dollars per child by the children of the school and leaves the others as they are', () => {
    expect(withPerChild(outcome, 'A', 130_000)).toEqual([
      { school_id: 'B', amount_cents: 33_600_000 },
      { school_id: 'A', amount_cents: 32_500_000 },
    ]);
    expect(withPerChild(outcome, 'D', 50_000).at(-1)).toEqual({ school_id: 'D', amount_cents: 6_000_000 });
  });

  it('stops serving a school whose amount is taken away', () => {
    expect(withPerChild(outcome, 'B', null)).toEqual([{ school_id: 'A', amount_cents: 28_000_000 }]);
    expect(withPerChild(outcome, 'B', 0)).toHaveLength(1);
    expect(withPerChild(outcome, 'nobody', 100)).toHaveLength(2);
  });
});
