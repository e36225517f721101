import type { Comparison } from '@lib/api-types';

/** One school across the scenarios; `null` where a scenario has no figure for it. */
export type ComparedRow = {
  schoolId: string;
  name: string;
  pupils: number;
  needShareBp: number | null;
  currentCents: number | null;
  totals: readonly (number | null)[];
  /** Against the first scenario; the first one's own are against today. */
  changes: readonly (number | null)[];
  /** How far the scenarios lie apart for this school. */
  spreadCents: number;
};

export function comparedRows(comparison: Comparison): ComparedRow[] {
  const columns = comparison.scenarios.map((scenario) => scenario.outcome?.totals_cents ?? null);
  return comparison.school_ids.map((schoolId, index) => {
    const totals = columns.map((column) => column?.[index] ?? null);
    const currentCents = comparison.current_cents[index] ?? null;
    const first = totals[0] ?? null;
    const known = totals.filter((cents) => cents !== null);
    return {
      schoolId,
      name: comparison.school_names[index] ?? schoolId,
      pupils: Number(comparison.pupil_counts[index] ?? 0),
      needShareBp: comparison.need_shares_bp[index] ?? null,
      currentCents,
      totals,
      changes: totals.map((cents, at) => difference(cents, at === 0 ? currentCents : first)),
      spreadCents: known.length < 2 ? 0 : Math.max(...known) - Math.min(...known),
    };
  });
}

const difference = (cents: number | null, from: number | null): number | null => (cents === null || from === null ? null : cents - from);

/** Dollars for one pupil, in cents; `null` without pupils. */
export const perPupil = (cents: number | null, pupils: number): number | null => (cents === null || pupils <= 0 ? null : Math.round(cents / pupils));

export const sumOf = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((sum, value) => (value === null ? sum : (sum ?? 0) + value), null);

/** The whole comparison as a file, in dollars and cents. */
export function comparisonTable(comparison: Comparison, words: { school: string; pupils: string; today: string }): {
  headers: string[];
  rows: (string | number)[][];
} {
  return {
    headers: ['school_id', words.school, words.pupils, words.today, ...comparison.scenarios.map((scenario) => scenario.name)],
    rows: comparedRows(comparison).map((row) =>
      [row.schoolId, row.name, row.pupils].concat([row.currentCents, ...row.totals].map((cents) => (cents === null ? '' : plain(cents)))),
    ),
  };
}

function plain(cents: number): string {
  const whole = Math.abs(cents);
  return `${cents < 0 ? '-' : ''}${Math.trunc(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
}
