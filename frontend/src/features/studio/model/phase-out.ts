export type PhaseOutStep = { fiscal_year: number; percent_bp: number };

/** Even steps from today's floor to none over some years: 95 % over three years is 95, 63.33, 31.67, 0. */
export function evenPhaseOut(firstYear: number, percentBp: number, years: number): PhaseOutStep[] | null {
  if (years <= 0) return null;
  return Array.from({ length: years + 1 }, (_, year) => ({
    fiscal_year: firstYear + year,
    percent_bp: Math.round((percentBp * (years - year)) / years),
  }));
}

/** How many years until the floor is gone; `null` while it stays. */
export function yearsToPhaseOut(steps: readonly PhaseOutStep[] | null | undefined, fiscalYear: number): number | null {
  const end = steps?.find((step) => step.percent_bp === 0);
  return end === undefined ? null : end.fiscal_year - fiscalYear;
}
