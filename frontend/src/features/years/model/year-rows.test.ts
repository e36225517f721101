import type { Projection } from '@lib/api-types';
import { describe, expect, it } from 'vitest';
import { allSchools, changesOverTime, extremes, schoolYears } from './year-rows';

const year = (fiscal_year: number, totals_cents: number[] | null) => ({ fiscal_year, totals_cents }) as Projection['years'][number];

const projection = {
  school_ids: ['A', 'B', 'C'],
  school_names: ['Alder', 'Birch', 'Cedar'],
  current_cents: [100, 200, null],
  years: [year(2027, [110, 190, 50]), year(2028, [150, 100, 60]), year(2029, null)],
} as unknown as Projection;

describe('schoolYears', () => {
  it('compares the last year that could be calculated with the current budget, or with the first year', () => {
    const rows = schoolYears(projection);
    expect(rows.map((row) => row.changeCents)).toEqual([50, -100, 10]);
    expect(rows.map((row) => row.changeBp)).toEqual([5000, -5000, 2000]);
    expect(rows[0]?.totals).toEqual([110, 150]);
  });

  it('adds schools up, and compares them with the current budgets only where all are known', () => {
    const rows = schoolYears(projection);
    expect(allSchools(rows, 'All')).toMatchObject({ totals: [350, 310], beforeCents: null, changeCents: -40 });
    expect(allSchools(rows.slice(0, 2), 'All')).toMatchObject({ totals: [300, 250], beforeCents: 300, changeCents: -50, changeBp: -1667 });
  });

  it('tells each year as a change from the first value', () => {
    const rows = schoolYears(projection);
    expect(rows.map(changesOverTime)).toEqual([
      [0, 1000, 5000],
      [0, -500, -5000],
      [0, 2000],
    ]);
  });

  it('names the schools that move furthest, and nobody where nobody moves', () => {
    const rows = schoolYears(projection);
    expect(extremes(rows).map((row) => row.schoolId)).toEqual(['A', 'B']);
    expect(extremes(rows.map((row) => ({ ...row, changeBp: 0 })))).toEqual([]);
    expect(extremes(rows.slice(0, 1))).toEqual([]);
  });
});
