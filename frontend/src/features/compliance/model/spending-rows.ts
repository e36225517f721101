import type { Compliance, SchoolSpending } from '@lib/api-types';

export type SpendingView = 'beside' | 'planned' | 'actual';

/** A school with what the scenario plans for it, and what it spent in the year before. */
export type SpendingRow = { schoolId: string; name: string; planned: SchoolSpending | null; actual: SchoolSpending | null };

/** Every school that is in either report, in the order of the plan, then those that only spent. */
export function besideEachOther(spending: Compliance['spending']): SpendingRow[] {
  const actual = new Map(spending.actual?.schools.map((school) => [school.school_id, school]));
  const planned = spending.schools.map((school) => ({
    schoolId: school.school_id,
    name: school.name,
    planned: school,
    actual: actual.get(school.school_id) ?? null,
  }));
  const known = new Set(planned.map((row) => row.schoolId));
  const gone = [...actual.values()].filter((school) => !known.has(school.school_id));
  return [...planned, ...gone.map((school) => ({ schoolId: school.school_id, name: school.name, planned: null, actual: school }))];
}

/** How much more a pupil brings now, in cents; `null` where one of the two years has none. */
export const perPupilChange = ({ planned, actual }: SpendingRow): number | null =>
  planned?.per_pupil_cents == null || actual?.per_pupil_cents == null ? null : planned.per_pupil_cents - actual.per_pupil_cents;
