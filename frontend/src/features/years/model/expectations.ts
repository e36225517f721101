import type { ProjectionRequest } from '@lib/api-types';

/** What is expected of the years ahead; `null` for a source or level: like all others. */
export type Expectations = {
  years: number;
  revenueBp: number;
  revenueBySource: Readonly<Record<string, number | null>>;
  pupilsBp: number;
  pupilsByLevel: Readonly<Record<string, number | null>>;
};

export const MOST_YEARS = 6;

export const expectedNothing: Expectations = { years: 4, revenueBp: 200, revenueBySource: {}, pupilsBp: 0, pupilsByLevel: {} };

const named = (values: Readonly<Record<string, number | null>>): [string, number][] =>
  Object.entries(values).filter((entry): entry is [string, number] => entry[1] !== null);

export const requestOf = (expectations: Expectations): ProjectionRequest => ({
  years: expectations.years,
  revenue_growth: [
    { source_id: '*', growth_bp: expectations.revenueBp },
    ...named(expectations.revenueBySource).map(([source_id, growth_bp]) => ({ source_id, growth_bp })),
  ],
  pupil_growth: [
    { level: '*', growth_bp: expectations.pupilsBp },
    ...named(expectations.pupilsByLevel).map(([level, growth_bp]) => ({ level, growth_bp })),
  ],
});
