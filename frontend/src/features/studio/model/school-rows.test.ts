import { expect, it } from 'vitest';
import { filterSchools, type SchoolRow, totalsOf } from './school-rows';

const row = (part: Partial<SchoolRow>): SchoolRow => ({
  index: 0,
  schoolId: '1',
  name: 'Acorn',
  levels: ['elementary'],
  pupilCount: 100,
  formulaCents: 1_000,
  needCents: 250,
  topUpCents: 0,
  reductionCents: 0,
  totalCents: 1_000,
  currentCents: 900,
  changeCents: 100,
  changeBp: 1_111,
  isHeldHarmless: false,
  ...part,
});

const ROWS = [
  row({}),
  row({ index: 1, schoolId: '2', name: 'Peña High', levels: ['high'], changeCents: -50, totalCents: 850, isHeldHarmless: true }),
  row({ index: 2, schoolId: '3', name: 'New K-8', levels: ['elementary', 'middle'], currentCents: null, changeCents: null, changeBp: null }),
];
const ALL = { search: '', level: null, decile: null, group: 'all' } as const;
const names = (filter: Partial<Parameters<typeof filterSchools>[1]>) => filterSchools(ROWS, { ...ALL, ...filter }, [1, 10, null]).map((one) => one.name);

it('finds a school by its name without accents, by its code and by any of its levels', () => {
  expect(names({ search: 'pena' })).toEqual(['Peña High']);
  expect(names({ level: 'middle' })).toEqual(['New K-8']);
  expect(names({ group: 'losing' })).toEqual(['Peña High']);
  expect(names({ group: 'gaining' })).toEqual(['Acorn']);
  expect(names({ group: 'held_harmless' })).toEqual(['Peña High']);
});

it('shows the schools of one decile of need, also with another filter', () => {
  expect(names({ decile: 10 })).toEqual(['Peña High']);
  expect(names({ decile: 10, group: 'gaining' })).toEqual([]);
  expect(names({ decile: 2 })).toEqual([]);
  // Where the schools make no deciles any more there is no field that could take the choice back.
  expect(filterSchools(ROWS, { ...ALL, decile: 10 })).toHaveLength(ROWS.length);
});

it('sums what is shown; a school without a current budget takes no part in the comparison', () => {
  expect(totalsOf(ROWS)).toMatchObject({ totalCents: 2_850, needCents: 750, currentCents: 1_800, changeCents: 50 });
  expect(totalsOf([ROWS[2] ?? row({})])).toMatchObject({ currentCents: null, changeCents: null });
});
