import { type Cell, cellAt, EVERY_LEVEL, type Grid } from './weight-grid';

/** How cells are written down: once for every level, once for each group of levels, or level by level. */
export type Form = 'same' | 'groups' | 'levels';

/** The plainest form that says all the cells say. */
export function formOf(grid: Grid, cells: readonly Cell[]): Form {
  if (cells.every((cell) => cell.level === EVERY_LEVEL)) return 'same';
  const grouped = new Set(grid.groups.flatMap((group) => group.levels));
  return grid.groups.length > 0 && cells.every((cell) => !grouped.has(cell.level)) ? 'groups' : 'levels';
}

/** What has a column of its own in a form: every level at once, groups and the levels outside of them, or levels. */
export function columnsOf(grid: Grid, form: Form): string[] {
  if (form === 'same') return [EVERY_LEVEL];
  if (form === 'levels') return [...grid.levels];
  const groupOf = (level: string) => grid.groups.find((group) => group.levels.includes(level))?.level_group ?? level;
  return [...new Set(grid.levels.map(groupOf))];
}

const levelsOf = (grid: Grid, column: string): readonly string[] => {
  if (column === EVERY_LEVEL) return grid.levels;
  const group = grid.groups.find((one) => one.level_group === column);
  return group === undefined ? [column] : grid.levels.filter((level) => group.levels.includes(level));
};

/** One of the values that levels of a column have; null: none. */
export type Variant = { cell: Cell | null; levels: string[] };

/** What levels of a column say that do not say the same. */
export type Difference = { need: string; column: string; variants: Variant[] };

const needsOf = (cells: readonly Cell[]) => [...new Set(cells.map((cell) => cell.need_category))];

// No weight and a weight of 0 come to the same, as 0.2 and 0.20 do.
const meaningOf = (cell: Cell | null): string =>
  JSON.stringify([Number(cell?.value ?? 0), (cell?.steps ?? []).map((step) => [step.fiscal_year, Number(step.value)])]);

function variantsOf(grid: Grid, cells: readonly Cell[], column: string, need: string): Variant[] {
  const found = new Map<string, Variant>();
  for (const level of levelsOf(grid, column)) {
    const cell = cellAt(grid, cells, level, need) ?? null;
    const variant = found.get(meaningOf(cell));
    if (variant === undefined) found.set(meaningOf(cell), { cell, levels: [level] });
    else found.set(meaningOf(cell), { cell: variant.cell ?? cell, levels: [...variant.levels, level] });
  }
  return [...found.values()];
}

/** Where one value in place of several would change what counts: somebody has to choose. */
export const differencesOf = (grid: Grid, cells: readonly Cell[], form: Form): Difference[] =>
  columnsOf(grid, form).flatMap((column) =>
    needsOf(cells).flatMap((need) => {
      const variants = variantsOf(grid, cells, column, need);
      return variants.length > 1 ? [{ need, column, variants }] : [];
    }),
  );

/** Says which of the variants stands for all levels of the column; undefined leaves each level what it has. */
export type Choose = (difference: Difference) => Variant | undefined;

/** The same cells in another form; nothing counts otherwise than before except where somebody chose. */
export function inForm(grid: Grid, cells: readonly Cell[], form: Form, choose: Choose = () => undefined): Cell[] {
  return columnsOf(grid, form).flatMap((column) =>
    needsOf(cells).flatMap((need) => {
      const variants = variantsOf(grid, cells, column, need);
      const one = variants.length > 1 ? choose({ need, column, variants }) : variants[0];
      const written = one !== undefined ? [{ level: column, cell: one.cell }] : variants.flatMap(({ cell, levels }) => levels.map((level) => ({ level, cell })));
      return written.flatMap(({ level, cell }) => (cell === null ? [] : [{ ...cell, level }]));
    }),
  );
}
