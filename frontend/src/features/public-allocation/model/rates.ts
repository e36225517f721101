import type { PublicAllocation } from '@lib/api-types';

export type RateRow = { level: string; base: number | null; needs: { need: string; dollars: number | null }[] };

/** Dollars for one pupil by level: for every pupil, and what each need adds; levels in their order. */
export function rateRows(page: Pick<PublicAllocation, 'matrix' | 'need_names'>): RateRow[] {
  const levels = [...new Set(page.matrix.map((row) => row.level))];
  const needs = Object.keys(page.need_names).filter((need) => page.matrix.some((row) => row.need_category === need && Number(row.rate_dollars) !== 0));
  const rate = (level: string, need: string): number | null => {
    const found = page.matrix.find((row) => row.level === level && row.need_category === need);
    return found === undefined ? null : Number(found.rate_dollars);
  };
  return levels.map((level) => ({ level, base: rate(level, 'all'), needs: needs.map((need) => ({ need, dollars: rate(level, need) })) }));
}

/** Dollars for one pupil in cents; null where the count is not shown or nobody is there. */
export function perPupilCents(cents: number, pupils: string | null): number | null {
  const count = Number(pupils ?? 0);
  return count > 0 ? Math.round(cents / count) : null;
}
