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

const ALL = 10_000;
const HIGH_POVERTY_BP = 7_500;

/** How much more a child brings above 75 % poverty, in basis points; 0 where every child brings the same. */
export function moreForPoverty(gradient: TitleOneSettings['gradient']): number {
  const step = gradient?.find((one) => one.at_least_bp === HIGH_POVERTY_BP);
  return step === undefined ? 0 : Math.round(Number(step.weight) * ALL) - ALL;
}

export function gradientOf(moreBp: number): NonNullable<TitleOneSettings['gradient']> {
  if (moreBp <= 0) return [];
  return [
    { at_least_bp: 0, weight: '1' },
    { at_least_bp: HIGH_POVERTY_BP, weight: ((ALL + moreBp) / ALL).toFixed(4) },
  ];
}
