import type { AllocationResult } from '@lib/api-types';

export type DiffRow = {
  schoolId: string;
  name: string;
  newCents: number;
  publishedCents: number | null;
  /** Against the run that is published now; a school that is new there has nothing to compare with. */
  sincePublishedCents: number | null;
  lastYearCents: number | null;
  sinceLastYearCents: number | null;
};

/** A new result beside the published one and last year's budgets, school by school; closed schools are listed too. */
export function diffRows(next: AllocationResult, published: AllocationResult | null): DiffRow[] {
  const before = new Map(published?.school_ids.map((id, index) => [id, published.totals_cents[index] ?? 0]));
  const rows: DiffRow[] = next.school_ids.map((schoolId, index) => {
    const newCents = next.totals_cents[index] ?? 0;
    const publishedCents = before.get(schoolId) ?? null;
    before.delete(schoolId);
    return {
      schoolId,
      name: next.school_names[index] ?? schoolId,
      newCents,
      publishedCents,
      sincePublishedCents: publishedCents === null ? null : newCents - publishedCents,
      lastYearCents: next.current_cents[index] ?? null,
      sinceLastYearCents: next.change_cents[index] ?? null,
    };
  });
  for (const [schoolId, publishedCents] of before) {
    rows.push({
      schoolId,
      name: published?.school_names[published.school_ids.indexOf(schoolId)] ?? schoolId,
      newCents: 0,
      publishedCents,
      sincePublishedCents: -publishedCents,
      lastYearCents: null,
      sinceLastYearCents: null,
    });
  }
  return rows;
}

export const sumOf = (rows: readonly DiffRow[], value: (row: DiffRow) => number | null): number | null => {
  let sum: number | null = null;
  for (const row of rows) {
    const cents = value(row);
    if (cents !== null) sum = (sum ?? 0) + cents;
  }
  return sum;
};

export const largestOf = (rows: readonly DiffRow[], value: (row: DiffRow) => number | null): number =>
  rows.reduce((largest, row) => Math.max(largest, Math.abs(value(row) ?? 0)), 0);
