import type { SchoolSalaries } from '@lib/api-types';

/** The mean transfer per pupil of the half of the schools with more need and of the other half; for words, not for money. */
export function meanTransfer(schools: readonly SchoolSalaries[]): { highNeedCents: number; lowNeedCents: number } | null {
  if (schools.length < 4) return null;
  const sorted = schools.toSorted((one, other) => (other.need_share_bp ?? 0) - (one.need_share_bp ?? 0) || one.school_id.localeCompare(other.school_id));
  const half = Math.floor(sorted.length / 2);
  return { highNeedCents: perPupil(sorted.slice(0, half)), lowNeedCents: perPupil(sorted.slice(half)) };
}

function perPupil(schools: readonly SchoolSalaries[]): number {
  const pupils = schools.reduce((sum, school) => sum + Number(school.pupils), 0);
  return pupils === 0 ? 0 : Math.round(schools.reduce((sum, school) => sum + school.transfer_cents, 0) / pupils);
}
