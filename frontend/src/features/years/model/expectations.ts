import type { ProjectionRequest } from '@lib/api-types';
import type { ExpectedPupils } from './expected-pupils';

/** What is expected of the years ahead; `null` for a source or level: like all others. */
export type Expectations = {
  years: number;
  revenueBp: number;
  revenueBySource: Readonly<Record<string, number | null>>;
  pupilsBp: number;
  pupilsByLevel: Readonly<Record<string, number | null>>;
  /** Pupils known by school; they go before growth. */
  expected: readonly ExpectedPupils[];
};

export const MOST_YEARS = 6;

export const expectedNothing: Expectations = { years: 4, revenueBp: 200, revenueBySource: {}, pupilsBp: 0, pupilsByLevel: {}, expected: [] };

const named = (values: Readonly<Record<string, number | null>>): [string, number][] =>
  Object.entries(values).filter((entry): entry is [string, number] => entry[1] !== null);

/** What is asked; pupils expected after the last year shown wait until it is. */
export const requestOf = (expectations: Expectations, firstYear: number): ProjectionRequest => ({
  years: expectations.years,
  revenue_growth: [
    { source_id: '*', growth_bp: expectations.revenueBp },
    ...named(expectations.revenueBySource).map(([source_id, growth_bp]) => ({ source_id, growth_bp })),
  ],
  pupil_growth: [
    { level: '*', growth_bp: expectations.pupilsBp },
    ...named(expectations.pupilsByLevel).map(([level, growth_bp]) => ({ level, growth_bp })),
  ],
  expected_pupils: expectations.expected.filter((one) => one.fiscal_year < firstYear + expectations.years),
});
