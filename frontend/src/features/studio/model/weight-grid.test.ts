import { expect, it } from 'vitest';
import { type Cell, isSameForAllLevels, joinLevels, setCell, splitByLevel, valueAt } from './weight-grid';

const CELLS: Cell[] = [
  { level: '*', need_category: 'all', value: '1' },
  { level: 'high', need_category: 'all', value: '1.1' },
  { level: '*', need_category: 'poverty', value: '0.2' },
];

it('reads the own cell of a level before that of every level', () => {
  expect(valueAt(CELLS, 'high', 'all')).toBe('1.1');
  expect(valueAt(CELLS, 'middle', 'all')).toBe('1');
  expect(valueAt(CELLS, 'middle', 'gifted')).toBeNull();
});

it('splits into levels without changing what counts, and joins again', () => {
  const split = splitByLevel(CELLS, ['middle', 'high']);
  for (const level of ['middle', 'high']) {
    for (const need of ['all', 'poverty']) expect(valueAt(split, level, need)).toBe(valueAt(CELLS, level, need));
  }
  expect(isSameForAllLevels(split)).toBe(false);
  expect(joinLevels(splitByLevel([{ level: '*', need_category: 'all', value: '1' }], ['middle', 'high']), ['middle', 'high'])).toEqual([
    { level: '*', need_category: 'all', value: '1' },
  ]);
});

it('keeps the order of cells when one changes, and takes an emptied one away', () => {
  expect(setCell(CELLS, 'high', 'all', '1.2').map((cell) => cell.value)).toEqual(['1', '1.2', '0.2']);
  expect(setCell(CELLS, 'high', 'all', null)).toHaveLength(2);
  expect(setCell(CELLS, 'middle', 'gifted', '0.05').at(-1)?.need_category).toBe('gifted');
});
