import { cellFor, EVERY_LEVEL, type LevelGroup } from '@lib/level-groups';

export { EVERY_LEVEL };

/** The value from this fiscal year on. */
export type YearValue = { fiscal_year: number; value: string };

/**
 * A cell of a rule by level and need category. A level goes before its group, a group before `*`, which speaks for every
 * level. `value` counts until the first of the steps.
 */
export type Cell = { level: string; need_category: string; value: string; steps?: readonly YearValue[] };

/** What tells which cell and which of its steps counts. */
export type Grid = { levels: readonly string[]; groups: readonly LevelGroup[]; fiscalYear: number };

/** The step of the latest year not after `fiscalYear`; null before the first. Of two in one year the first counts. */
export function stepIn(cell: Cell, fiscalYear: number): YearValue | null {
  let found: YearValue | null = null;
  for (const step of cell.steps ?? []) {
    if (step.fiscal_year <= fiscalYear && (found === null || step.fiscal_year > found.fiscal_year)) found = step;
  }
  return found;
}

/** What a cell says in a year. */
export const valueIn = (cell: Cell, fiscalYear: number): string => stepIn(cell, fiscalYear)?.value ?? cell.value;

/** The cell with another value in this year; what it says before and after stays. */
function withValue(cell: Cell, value: string, fiscalYear: number): Cell {
  const step = stepIn(cell, fiscalYear);
  return step === null ? { ...cell, value } : { ...cell, steps: cell.steps?.map((one) => (one === step ? { ...one, value } : one)) };
}

/** The cell that counts for a level, a group or every level. */
export const cellAt = (grid: Grid, cells: readonly Cell[], level: string, need: string): Cell | undefined =>
  cellFor(cells.filter((cell) => cell.need_category === need), grid.groups, level);

/** The value that counts in the grid's year; null where there is none. */
export function valueAt(grid: Grid, cells: readonly Cell[], level: string, need: string): string | null {
  const cell = cellAt(grid, cells, level, need);
  return cell === undefined ? null : valueIn(cell, grid.fiscalYear);
}

/** Put what counts in the grid's year; steps to other years stay, also those of a group or of every level. `null` takes the cell away. */
export function setCell(grid: Grid, cells: readonly Cell[], level: string, need: string, value: string | null): Cell[] {
  const isOwn = (cell: Cell) => cell.level === level && cell.need_category === need;
  const others = cells.filter((cell) => !isOwn(cell));
  if (value === null) return others;
  const found = cellAt(grid, cells, level, need);
  // What a group or every level says already needs no cell of its own.
  if (found !== undefined && !isOwn(found) && valueIn(found, grid.fiscalYear) === value) return [...cells];
  const before = found ?? { level, need_category: need, value };
  return inOrder([...others, withValue({ ...before, level }, value, grid.fiscalYear)], cells);
}

/** All cells of a need as they were saved, steps and groups included. */
export const restoreNeed = (cells: readonly Cell[], saved: readonly Cell[], need: string): Cell[] =>
  inOrder([...cells.filter((cell) => cell.need_category !== need), ...saved.filter((cell) => cell.need_category === need)], saved);

/** Names a cell among others; a level's code may have spaces, so these cannot part it from the need. */
export const cellKey = ({ level, need_category }: Pick<Cell, 'level' | 'need_category'>): string => `${level}\n${need_category}`;

/** Keep the order that was there, new cells last: the policy's text then changes only where it was changed. */
function inOrder(next: Cell[], before: readonly Cell[]): Cell[] {
  const places = new Map(before.map((cell, place) => [cellKey(cell), place]));
  const placeOf = (cell: Cell) => places.get(cellKey(cell)) ?? Number.MAX_SAFE_INTEGER;
  return next.toSorted((one, other) => placeOf(one) - placeOf(other));
}
