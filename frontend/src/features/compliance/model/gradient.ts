import type { TitleOneSettings } from '@lib/api-types';

type Gradient = NonNullable<TitleOneSettings['gradient']>;

const HIGH_POVERTY_BP = 7_500;

/** What a first step begins with: a fifth more above 75 % poverty. */
export const FIRST_STEPS: Gradient = [
  { at_least_bp: 0, weight: '1' },
  { at_least_bp: HIGH_POVERTY_BP, weight: '1.2' },
];

const inOrder = (steps: Gradient): Gradient => [...steps].toSorted((one, other) => one.at_least_bp - other.at_least_bp);

/** The steps with one more, above the highest, where a child counts as much as there. */
export function withStep(steps: Gradient): Gradient {
  const highest = inOrder(steps).at(-1);
  if (highest === undefined) return FIRST_STEPS;
  return [...steps, { at_least_bp: Math.min(highest.at_least_bp + 500, 10_000), weight: highest.weight }];
}

/** The steps without one of them; a single step that is left says nothing. */
export function withoutStep(steps: Gradient, place: number): Gradient {
  const rest = steps.filter((_, other) => other !== place);
  return rest.length < 2 ? [] : rest;
}

export type GradientFault = 'falls' | 'same_share' | 'no_weight';

/** What is wrong with the steps, by the place of the step; the law lets no child bring less where there is more poverty. */
export function gradientFaults(steps: Gradient): ReadonlyMap<number, GradientFault> {
  const faults = new Map<number, GradientFault>();
  steps.forEach((step, place) => {
    const lower = steps.filter((other) => other.at_least_bp < step.at_least_bp);
    if (Number(step.weight) <= 0) faults.set(place, 'no_weight');
    else if (steps.some((other, at) => at < place && other.at_least_bp === step.at_least_bp)) faults.set(place, 'same_share');
    else if (lower.some((other) => Number(other.weight) > Number(step.weight))) faults.set(place, 'falls');
  });
  return faults;
}
