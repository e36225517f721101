/** A percentage from a fiscal year on. */
export type YearStep = { fiscal_year: number; percent_bp: number };

/** The percentage of the latest step not after a year, whatever order the steps stand in, as the engine takes it; `null` before the first. */
export function percentOfYear(steps: readonly YearStep[] | null | undefined, year: number): number | null {
  let latest: YearStep | null = null;
  for (const step of steps ?? []) {
    if (step.fiscal_year <= year && (latest === null || step.fiscal_year > latest.fiscal_year)) latest = step;
  }
  return latest?.percent_bp ?? null;
}
