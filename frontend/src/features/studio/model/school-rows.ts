import type { AllocationFigures } from '@lib/api-types';

/** One school's line of a result, turned from columns into a row. */
export type SchoolRow = {
  index: number;
  schoolId: string;
  name: string;
  levels: readonly string[];
  pupilCount: number;
  formulaCents: number;
  /** What of the formula comes with needs; the rest is base. `null` where it was not counted. */
  needCents: number | null;
  topUpCents: number;
  reductionCents: number;
  totalCents: number;
  currentCents: number | null;
  changeCents: number | null;
  changeBp: number | null;
  isHeldHarmless: boolean;
};

export function schoolRows(result: AllocationFigures): SchoolRow[] {
  return result.school_ids.map((schoolId, index) => ({
    index,
    schoolId,
    name: result.school_names[index] ?? schoolId,
    levels: result.school_levels[index] ?? [],
    // For showing and sorting only; the exact decimal string stays in the result.
    pupilCount: Number(result.pupil_counts[index] ?? 0),
    formulaCents: result.formula_cents[index] ?? 0,
    needCents: result.need_cents?.[index] ?? null,
    topUpCents: result.top_up_cents[index] ?? 0,
    reductionCents: result.reduction_cents[index] ?? 0,
    totalCents: result.totals_cents[index] ?? 0,
    currentCents: result.current_cents[index] ?? null,
    changeCents: result.change_cents[index] ?? null,
    changeBp: result.change_bp[index] ?? null,
    isHeldHarmless: result.held_harmless[index] ?? false,
  }));
}

export type SchoolFilter = { search: string; level: string | null; decile: number | null; group: 'all' | 'losing' | 'gaining' | 'held_harmless' };

const plain = (text: string) => text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();

/** `deciles` by the school's place in the result; without any there is no decile to choose, and none that was chosen before counts. */
export function filterSchools(rows: readonly SchoolRow[], filter: SchoolFilter, deciles?: readonly (number | null)[]): readonly SchoolRow[] {
  const search = plain(filter.search.trim());
  return rows.filter(
    (row) =>
      (search === '' || plain(row.name).includes(search) || plain(row.schoolId).includes(search)) &&
      (filter.level === null || row.levels.includes(filter.level)) &&
      (filter.decile === null || deciles === undefined || deciles[row.index] === filter.decile) &&
      (filter.group === 'all' ||
        (filter.group === 'losing' && (row.changeCents ?? 0) < 0) ||
        (filter.group === 'gaining' && (row.changeCents ?? 0) > 0) ||
        (filter.group === 'held_harmless' && row.isHeldHarmless)),
  );
}

export type SchoolTotals = {
  pupilCount: number;
  formulaCents: number;
  needCents: number | null;
  topUpCents: number;
  reductionCents: number;
  totalCents: number;
  /** Over the schools that have a current budget. */
  currentCents: number | null;
  changeCents: number | null;
};

export function totalsOf(rows: readonly SchoolRow[]): SchoolTotals {
  const totals: SchoolTotals = {
    pupilCount: 0,
    formulaCents: 0,
    needCents: null,
    topUpCents: 0,
    reductionCents: 0,
    totalCents: 0,
    currentCents: null,
    changeCents: null,
  };
  for (const row of rows) {
    totals.pupilCount += row.pupilCount;
    totals.formulaCents += row.formulaCents;
    if (row.needCents !== null) totals.needCents = (totals.needCents ?? 0) + row.needCents;
    totals.topUpCents += row.topUpCents;
    totals.reductionCents += row.reductionCents;
    totals.totalCents += row.totalCents;
    if (row.currentCents !== null) totals.currentCents = (totals.currentCents ?? 0) + row.currentCents;
    if (row.changeCents !== null) totals.changeCents = (totals.changeCents ?? 0) + row.changeCents;
  }
  return totals;
}
