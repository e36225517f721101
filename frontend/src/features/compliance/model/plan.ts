import type { TitleOne, TitleOneSettings } from '@lib/api-types';

type Plan = NonNullable<TitleOneSettings['plan']>;

/** The amounts in view as a plan: what was proposed becomes typed as soon as one amount is changed. */
export function planOf(outcome: TitleOne): Plan {
  return outcome.schools.flatMap((school) => (school.amount_cents === null ? [] : [{ school_id: school.school_id, amount_cents: school.amount_cents }]));
}

/** The plan with a school at so many cents per child; `null` stops serving it. */
export function withPerChild(outcome: TitleOne, schoolId: string, perChildCents: number | null): Plan {
  const others = planOf(outcome).filter((each) => each.school_id !== schoolId);
  const school = outcome.schools.find((each) => each.school_id === schoolId);
  if (school === undefined || perChildCents === null || perChildCents === 0) return others;
  return [...others, { school_id: schoolId, amount_cents: perChildCents * school.low_income }];
}
