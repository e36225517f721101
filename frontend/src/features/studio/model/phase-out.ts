import type { YearStep } from '@lib/year-steps';

export const inOrder = (steps: readonly YearStep[] | null | undefined): YearStep[] =>
  (steps ?? []).toSorted((one, other) => one.fiscal_year - other.fiscal_year);

/** Even steps from today's floor to none over some years: 95 % over three years is 95, 63.33, 31.67, 0. */
export function evenPhaseOut(firstYear: number, percentBp: number, years: number): YearStep[] | null {
  if (years <= 0) return null;
  return Array.from({ length: years + 1 }, (_, year) => ({
    fiscal_year: firstYear + year,
    percent_bp: Math.round((percentBp * (years - year)) / years),
  }));
}

/** Over how many years the floor goes away in even steps; `null` where it stays, or goes by steps of somebody's own. */
export function evenYears(steps: readonly YearStep[] | null | undefined, firstYear: number, percentBp: number): number | null {
  const own = inOrder(steps);
  const years = own.length - 1;
  const even = evenPhaseOut(firstYear, percentBp, years);
  const isEven = even?.every((step, place) => step.fiscal_year === own[place]?.fiscal_year && step.percent_bp === own[place].percent_bp);
  return isEven === true ? years : null;
}
