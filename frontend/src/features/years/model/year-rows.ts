import type { Projection } from '@lib/api-types';

export type SchoolYears = {
  schoolId: string;
  name: string;
  /** The current budget: what all years are compared with. */
  beforeCents: number | null;
  /** One amount for each year that could be calculated. */
  totals: readonly number[];
  /** From the current budget (or the first year) to the last year. */
  changeCents: number | null;
  /** The same in basis points. */
  changeBp: number | null;
};

const amountsOf = (projection: Projection): readonly (readonly number[])[] =>
  projection.years.flatMap((year) => (year.totals_cents === null ? [] : [year.totals_cents]));

/** Every school with its amounts, year by year. */
export function schoolYears(projection: Projection): SchoolYears[] {
  const amounts = amountsOf(projection);
  return projection.school_ids.map((schoolId, row) => {
    const totals = amounts.map((year) => year[row] ?? 0);
    const beforeCents = projection.current_cents[row] ?? null;
    const from = beforeCents ?? totals[0] ?? null;
    const last = totals.at(-1) ?? null;
    const changeCents = from === null || last === null ? null : last - from;
    return {
      schoolId,
      name: projection.school_names[row] ?? schoolId,
      beforeCents,
      totals,
      changeCents,
      changeBp: changeCents === null || from === null || from <= 0 ? null : Math.round((changeCents * 10_000) / from),
    };
  });
}

/** All schools together, as if they were one. */
export function allSchools(rows: readonly SchoolYears[], label: string): SchoolYears {
  const years = rows[0]?.totals.length ?? 0;
  const totals = Array.from({ length: years }, (_, index) => rows.reduce((sum, row) => sum + (row.totals[index] ?? 0), 0));
  const known = rows.every((row) => row.beforeCents !== null);
  const beforeCents = known ? rows.reduce((sum, row) => sum + (row.beforeCents ?? 0), 0) : null;
  const from = beforeCents ?? totals[0] ?? 0;
  const changeCents = (totals.at(-1) ?? 0) - from;
  return { schoolId: '', name: label, beforeCents, totals, changeCents, changeBp: from > 0 ? Math.round((changeCents * 10_000) / from) : null };
}

/** Each year against the first value there is, in basis points; the first is 0. */
export function changesOverTime(row: SchoolYears): (number | null)[] {
  const values = row.beforeCents === null ? row.totals : [row.beforeCents, ...row.totals];
  const first = values[0] ?? 0;
  return values.map((value) => (first > 0 ? Math.round(((value - first) * 10_000) / first) : null));
}

/** The schools that move furthest up and down; none where nobody moves. */
export function extremes(rows: readonly SchoolYears[]): SchoolYears[] {
  const moving = rows.filter((row) => row.changeBp !== null);
  if (moving.length < 2) return [];
  const sorted = moving.toSorted((a, b) => (b.changeBp ?? 0) - (a.changeBp ?? 0) || a.schoolId.localeCompare(b.schoolId));
  const ends = [sorted[0], sorted.at(-1)];
  return ends.filter((row): row is SchoolYears => row !== undefined && row.changeBp !== 0);
}
