/** Cells of a rule by level and need category; level `*` speaks for every level that has no cell of its own. */
export type Cell = { level: string; need_category: string; value: string };

export const EVERY_LEVEL = '*';

/** The value that counts for a level: its own cell, else the one of every level. */
export function valueAt(cells: readonly Cell[], level: string, need: string): string | null {
  const own = cells.find((cell) => cell.level === level && cell.need_category === need);
  if (own !== undefined || level === EVERY_LEVEL) return own?.value ?? null;
  return valueAt(cells, EVERY_LEVEL, need);
}

/** True while every cell speaks for all levels, so that one column is enough. */
export const isSameForAllLevels = (cells: readonly Cell[]): boolean => cells.every((cell) => cell.level === EVERY_LEVEL);

/** Put one value; `null` takes the cell away. */
export function setCell(cells: readonly Cell[], level: string, need: string, value: string | null): Cell[] {
  const others = cells.filter((cell) => cell.level !== level || cell.need_category !== need);
  return value === null ? others : inOrder([...others, { level, need_category: need, value }], cells);
}

/** Keep the order that was there, new cells last: the policy's text then changes only where it was changed. */
function inOrder(next: Cell[], before: readonly Cell[]): Cell[] {
  const places = new Map(before.map((cell, place) => [`${cell.level}\n${cell.need_category}`, place]));
  const placeOf = (cell: Cell) => places.get(`${cell.level}\n${cell.need_category}`) ?? Number.MAX_SAFE_INTEGER;
  return next.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** One column per level, each starting from what counted for it. */
export function splitByLevel(cells: readonly Cell[], levels: readonly string[]): Cell[] {
  const needs = [...new Set(cells.map((cell) => cell.need_category))];
  return levels.flatMap((level) =>
    needs.flatMap((need) => {
      const value = valueAt(cells, level, need);
      return value === null ? [] : [{ level, need_category: need, value }];
    }),
  );
}

/** One column for all levels, taken from the first level that has a value. */
export function joinLevels(cells: readonly Cell[], levels: readonly string[]): Cell[] {
  const needs = [...new Set(cells.map((cell) => cell.need_category))];
  return needs.flatMap((need) => {
    const value = [EVERY_LEVEL, ...levels].map((level) => valueAt(cells, level, need)).find((found) => found !== null);
    return value === undefined || value === null ? [] : [{ level: EVERY_LEVEL, need_category: need, value }];
  });
}
