/** The year stands in the address, so that a link shows the same figures to everybody. */
export function fiscalYearSearch(search: Record<string, unknown>): { year?: number } {
  const year = Number(search['year']);
  return Number.isInteger(year) && year >= 1990 && year <= 2100 ? { year } : {};
}
