import type { CountComparison } from '@lib/api-types';

export type CountRow = {
  schoolId: string;
  name: string;
  pupilsBefore: string | null;
  pupilsAfter: string;
  beforeCents: number | null;
  afterCents: number | null;
  changeCents: number | null;
};

/** Each school with two versions of the counts; a school that the first does not know has nothing before. */
export function countRows(comparison: CountComparison): CountRow[] {
  const [before, after] = comparison.results;
  if (before === undefined || after === undefined) return [];
  const rows = new Map(before.school_ids.map((schoolId, row) => [schoolId, row]));
  return after.school_ids.map((schoolId, index) => {
    const row = rows.get(schoolId);
    const beforeCents = row === undefined ? null : (before.totals_cents?.[row] ?? null);
    const afterCents = after.totals_cents?.[index] ?? null;
    return {
      schoolId,
      name: after.school_names[index] ?? schoolId,
      pupilsBefore: row === undefined ? null : (before.pupils[row] ?? null),
      pupilsAfter: after.pupils[index] ?? '0',
      beforeCents,
      afterCents,
      changeCents: beforeCents === null || afterCents === null ? null : afterCents - beforeCents,
    };
  });
}
