/** A fiscal year by the two calendar years it spans: 2027 is `2026–27`. */
export const fiscalYearName = (fiscalYear: number): string => `${fiscalYear - 1}–${String(fiscalYear).slice(-2)}`;
