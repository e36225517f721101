import type { Cell, YearValue } from './weight-grid';

export const inYearOrder = (steps: readonly YearValue[]): YearValue[] => steps.toSorted((one, other) => one.fiscal_year - other.fiscal_year);

/** The cell with these steps, in the order of their years; without any it is as if there never were some. */
export function withSteps(cell: Cell, steps: readonly YearValue[]): Cell {
  const { steps: _, ...plain } = cell;
  return steps.length === 0 ? plain : { ...plain, steps: inYearOrder(steps) };
}

/** A step more: a year after the last, and after the policy's own, with the value there is then. */
export function addStep(cell: Cell, fiscalYear: number): Cell {
  const steps = inYearOrder(cell.steps ?? []);
  const last = steps.at(-1);
  return withSteps(cell, [...steps, { fiscal_year: Math.max(fiscalYear, last?.fiscal_year ?? 0) + 1, value: last?.value ?? cell.value }]);
}

const LATEST = 2100;
const YEARS_AHEAD = 30;

/** Years a step may begin in beside those of the other steps; a year has one step. */
export function freeYears(cell: Cell, step: YearValue | null, fiscalYear: number): number[] {
  const years = (cell.steps ?? []).map((one) => one.fiscal_year);
  const from = Math.min(fiscalYear, ...years);
  const until = Math.min(Math.max(fiscalYear, ...years) + YEARS_AHEAD, LATEST);
  const all = Array.from({ length: until - from + 1 }, (_, ahead) => from + ahead);
  return all.filter((year) => year === step?.fiscal_year || !years.includes(year));
}

/** Values and steps of the edited cells; the others, and cells of which there is none any more, stay as they are. */
export const takeSteps = (cells: readonly Cell[], edited: readonly Cell[]): Cell[] =>
  cells.map((cell) => edited.find((one) => one.level === cell.level && one.need_category === cell.need_category) ?? cell);
