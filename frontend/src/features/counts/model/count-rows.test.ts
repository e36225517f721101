import type { CountComparison } from '@lib/api-types';
import { describe, expect, it } from 'vitest';
import { countRows } from './count-rows';

const result = (version: number, school_ids: string[], totals_cents: number[] | null) => ({
  version,
  school_ids,
  school_names: school_ids,
  pupils: school_ids.map((_, index) => `${version}${index}.00`),
  totals_cents,
  to_schools_cents: null,
  result_hash: null,
  refusal: null,
});

describe('countRows', () => {
  it('sets every school beside itself, and has nothing before for a new one', () => {
    const comparison: CountComparison = { results: [result(1, ['A', 'B'], [100, 200]), result(2, ['A', 'B', 'C'], [150, 150, 7])] };
    expect(countRows(comparison).map((row) => [row.pupilsBefore, row.pupilsAfter, row.changeCents])).toEqual([
      ['10.00', '20.00', 50],
      ['11.00', '21.00', -50],
      [null, '22.00', null],
    ]);
  });

  it('shows pupils also where nothing can be calculated', () => {
    const comparison: CountComparison = { results: [result(1, ['A'], [100]), result(2, ['A'], null)] };
    expect(countRows(comparison)[0]).toMatchObject({ pupilsAfter: '20.00', afterCents: null, changeCents: null });
    expect(countRows({ results: [] })).toEqual([]);
  });
});
