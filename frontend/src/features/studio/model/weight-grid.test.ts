import { describe, expect, it } from 'vitest';
import { type Cell, type Grid, restoreNeed, setCell, valueAt } from './weight-grid';

const GRID: Grid = { levels: ['middle', 'high'], groups: [], fiscalYear: 2027 };
const CELLS: Cell[] = [
  { level: '*', need_category: 'all', value: '1' },
  { level: 'high', need_category: 'all', value: '1.1' },
  { level: '*', need_category: 'poverty', value: '0.2' },
];

it('reads the own cell of a level before that of every level', () => {
  expect(valueAt(GRID, CELLS, 'high', 'all')).toBe('1.1');
  expect(valueAt(GRID, CELLS, 'middle', 'all')).toBe('1');
  expect(valueAt(GRID, CELLS, 'middle', 'gifted')).toBeNull();
});

it('keeps the order of cells when one changes, and takes an emptied one away', () => {
  expect(setCell(GRID, CELLS, 'high', 'all', '1.2').map((cell) => cell.value)).toEqual(['1', '1.2', '0.2']);
  expect(setCell(GRID, CELLS, 'high', 'all', null)).toHaveLength(2);
  expect(setCell(GRID, CELLS, 'middle', 'gifted', '0.05').at(-1)?.need_category).toBe('gifted');
});

describe('with steps to a target', () => {
  const STEPPED: Cell[] = [
    {
      level: '*',
      need_category: 'poverty',
      value: '0.1',
      steps: [
        { fiscal_year: 2029, value: '0.3' },
        { fiscal_year: 2026, value: '0.2' },
      ],
    },
    ...CELLS.slice(0, 2),
  ];

  it('reads what is in force in the year', () => {
    expect([2025, 2026, 2028, 2029].map((fiscalYear) => valueAt({ ...GRID, fiscalYear }, STEPPED, 'high', 'poverty'))).toEqual(['0.1', '0.2', '0.2', '0.3']);
  });

  it('changes what is in force and leaves every other year alone', () => {
    const [changed, ...others] = setCell(GRID, STEPPED, '*', 'poverty', '0.25');
    expect(changed?.value).toBe('0.1');
    expect(changed?.steps).toEqual([
      { fiscal_year: 2029, value: '0.3' },
      { fiscal_year: 2026, value: '0.25' },
    ]);
    expect(others).toEqual(CELLS.slice(0, 2));
    const [early] = setCell({ ...GRID, fiscalYear: 2025 }, STEPPED, '*', 'poverty', '0.15');
    expect(early).toEqual({ ...STEPPED[0], value: '0.15' });
  });

  it('leaves the steps of a weight alone when another weight changes', () => {
    expect(setCell(GRID, STEPPED, 'high', 'all', '1.3')[0]).toBe(STEPPED[0]);
  });

  it('gives a level of its own the steps that every level has', () => {
    const next = setCell(GRID, STEPPED, 'high', 'poverty', '0.25');
    expect([2025, 2027, 2029].map((fiscalYear) => valueAt({ ...GRID, fiscalYear }, next, 'high', 'poverty'))).toEqual(['0.1', '0.25', '0.3']);
    expect(valueAt(GRID, next, 'middle', 'poverty')).toBe('0.2');
  });

  it('brings a need back whole', () => {
    const changed = setCell(GRID, setCell(GRID, STEPPED, 'high', 'poverty', '0.25'), '*', 'poverty', '0.5');
    expect(restoreNeed(changed, STEPPED, 'poverty')).toEqual(STEPPED);
  });
});

describe('with groups of levels', () => {
  const GRADES: Grid = { levels: ['K', '1', '4'], groups: [{ level_group: 'K-1', levels: ['K', '1'] }], fiscalYear: 2027 };
  const GROUPED: Cell[] = [
    { level: '*', need_category: 'all', value: '1' },
    { level: 'K-1', need_category: 'all', value: '1.2' },
    { level: '1', need_category: 'all', value: '1.3' },
  ];

  it('reads a level before its group and the group before every level', () => {
    expect(['K', '1', '4', 'K-1', '*'].map((level) => valueAt(GRADES, GROUPED, level, 'all'))).toEqual(['1.2', '1.3', '1', '1.2', '1']);
  });

  it('needs no cell where the group says the same', () => {
    expect(setCell(GRADES, GROUPED, 'K', 'all', '1.2')).toEqual(GROUPED);
    expect(setCell(GRADES, GROUPED, 'K', 'all', '1.4').at(-1)).toEqual({ level: 'K', need_category: 'all', value: '1.4' });
  });
});
