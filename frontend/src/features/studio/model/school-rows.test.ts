import { expect, it } from 'vitest';
import { filterSchools, type SchoolRow, totalsOf } from './school-rows';

const row = (part: Partial<SchoolRow>): SchoolRow => ({
  index: 0,
  schoolId: '1',
  name: 'Acorn',
  levels: ['elementary'],
  pupilCount: 100,
  formulaCents: 1_000,
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
  row({ schoolId: '2', name: 'Peña High', levels: ['high'], changeCents: -50, totalCents: 850, isHeldHarmless: true }),
  row({ schoolId: '3', name: 'New K-8', levels: ['elementary', 'middle'], currentCents: null, changeCents: null, changeBp: null }),
];
const names = (filter: Parameters<typeof filterSchools>[1]) => filterSchools(ROWS, filter).map((one) => one.name);

it('finds a school by its name without accents, by its code and by any of its levels', () => {
  expect(names({ search: 'pena', level: null, group: 'all' })).toEqual(['Peña High']);
  expect(names({ search: '', level: 'middle', group: 'all' })).toEqual(['New K-8']);
  expect(names({ search: '', level: null, group: 'losing' })).toEqual(['Peña High']);
  expect(names({ search: '', level: null, group: 'gaining' })).toEqual(['Acorn']);
  expect(names({ search: '', level: null, group: 'held_harmless' })).toEqual(['Peña High']);
});

it('sums what is shown; a school without a current budget takes no part in the comparison', () => {
  expect(totalsOf(ROWS)).toMatchObject({ totalCents: 2_850, currentCents: 1_800, changeCents: 50 });
  expect(totalsOf([ROWS[2] ?? row({})])).toMatchObject({ currentCents: null, changeCents: null });
});
