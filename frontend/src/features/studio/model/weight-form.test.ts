import { expect, it } from 'vitest';
import { columnsOf, differencesOf, type Form, formOf, inForm } from './weight-form';
import { type Cell, type Grid, valueAt } from './weight-grid';

const GRID: Grid = {
  levels: ['K', '1', '4', '9'],
  groups: [{ level_group: 'K-1', levels: ['K', '1'] }],
  fiscalYear: 2027,
};
const FORMS: readonly Form[] = ['same', 'groups', 'levels'];
const NEEDS = ['all', 'poverty', 'gifted'];

it('has a column for every level, for groups and what is outside of them, or for each level', () => {
  expect(FORMS.map((form) => columnsOf(GRID, form))).toEqual([['*'], ['K-1', '4', '9'], ['K', '1', '4', '9']]);
});

it('knows the form in which cells are written', () => {
  expect(formOf(GRID, [{ level: '*', need_category: 'all', value: '1' }])).toBe('same');
  expect(formOf(GRID, [{ level: 'K-1', need_category: 'all', value: '1' }, { level: '9', need_category: 'all', value: '1' }])).toBe('groups');
  expect(formOf(GRID, [{ level: 'K-1', need_category: 'all', value: '1' }, { level: '1', need_category: 'all', value: '1' }])).toBe('levels');
});

it('asks before one value stands for several, and takes what was chosen', () => {
  const cells: Cell[] = [
    { level: 'K-1', need_category: 'all', value: '1.2' },
    { level: '4', need_category: 'all', value: '1' },
    { level: '9', need_category: 'all', value: '1.20' },
  ];
  const [difference] = differencesOf(GRID, cells, 'same');
  expect(difference?.variants.map((variant) => variant.levels)).toEqual([['K', '1', '9'], ['4']]);
  expect(differencesOf(GRID, cells, 'groups')).toEqual([]);
  expect(inForm(GRID, cells, 'same', ({ variants }) => variants[1])).toEqual([{ level: '*', need_category: 'all', value: '1' }]);
});

it('keeps the steps in every form', () => {
  const stepped: Cell = { level: 'K-1', need_category: 'poverty', value: '0.1', steps: [{ fiscal_year: 2028, value: '0.2' }] };
  expect(inForm(GRID, [stepped], 'levels')).toEqual([{ ...stepped, level: 'K' }, { ...stepped, level: '1' }]);
  expect(inForm(GRID, inForm(GRID, [stepped], 'levels'), 'groups')).toEqual([stepped]);
});

/** Always the same sequence, so that a failure comes again. */
function randomCells(seed: number): Cell[] {
  let state = seed;
  const below = (end: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * end);
  };
  const cells: Cell[] = [];
  for (const level of ['*', 'K-1', ...GRID.levels]) {
    for (const need_category of NEEDS) {
      if (below(2) === 0) continue;
      const steps = below(3) === 0 ? [{ fiscal_year: 2026 + below(4), value: `0.${below(3)}` }] : undefined;
      cells.push({ level, need_category, value: `0.${below(3)}`, ...(steps && { steps }) });
    }
  }
  return cells;
}

it('never changes what counts for any level in any year unless somebody chose', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const cells = randomCells(seed);
    for (const form of FORMS) {
      const next = inForm(GRID, cells, form);
      for (const fiscalYear of [2025, 2026, 2027, 2028, 2029]) {
        for (const level of GRID.levels) {
          for (const need of NEEDS) {
            const counts = (some: readonly Cell[]) => Number(valueAt({ ...GRID, fiscalYear }, some, level, need) ?? 0);
            expect(counts(next), `seed ${seed}, ${form}, ${level} ${need} in ${fiscalYear}`).toBe(counts(cells));
          }
        }
      }
    }
  }
});
