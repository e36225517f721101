import type { Adjustment, HoldHarmless, Payer, Policy } from '@lib/api-types';
import { percentOfYear } from '@lib/year-steps';

export const isHoldHarmless = (adjustment: Adjustment): adjustment is HoldHarmless => adjustment.kind === 'hold_harmless';

/** The percentage of each year shown: the latest step not after it, else the first percentage. */
export const percentIn = (promise: HoldHarmless, year: number): number => percentOfYear(promise.phase_out, year) ?? promise.percent_bp;

/** The promise with another percentage in a year; all other years, also those that are not shown, keep theirs. */
export function withPercent(promise: HoldHarmless, years: readonly number[], year: number, percentBp: number): HoldHarmless {
  const steps = years.map((each) => ({ fiscal_year: each, percent_bp: each === year ? percentBp : percentIn(promise, each) }));
  const beyond = stepsBeyond(promise, years);
  const first = steps[0]?.percent_bp ?? percentBp;
  const isSteady = beyond.length === 0 && steps.every((step) => step.percent_bp === first);
  return isSteady ? { ...promise, percent_bp: first, phase_out: null } : { ...promise, phase_out: [...steps, ...beyond] };
}

/** Steps after the years shown. */
const stepsBeyond = (promise: HoldHarmless, years: readonly number[]) =>
  (promise.phase_out ?? []).filter((step) => step.fiscal_year > (years.at(-1) ?? Infinity)).toSorted((one, other) => one.fiscal_year - other.fiscal_year);

/** A phase-out in equal steps of half percents, from the first year's percentage to exactly the last one's, which then stays. */
export function inEqualSteps(promise: HoldHarmless, years: readonly number[], lastBp: number): HoldHarmless {
  const from = percentIn(promise, years[0] ?? 0);
  const last = years.length - 1;
  return {
    ...promise,
    phase_out: years.map((fiscal_year, index) => ({
      fiscal_year,
      percent_bp: index === 0 ? from : index === last ? lastBp : Math.round((from + ((lastBp - from) * index) / last) / 50) * 50,
    })),
  };
}

export const replaceAdjustment = (policy: Policy, next: Adjustment): Policy => ({
  ...policy,
  adjustments: policy.adjustments.map((each) => (each.adjustment_id === next.adjustment_id ? next : each)),
});

export const addPromise = (policy: Policy): Policy => ({
  ...policy,
  adjustments: [...policy.adjustments, { kind: 'hold_harmless', adjustment_id: 'hold_harmless', percent_bp: 9_500, basis: 'total', phase_out: null, payer: { kind: 'gainers' } }],
});

/** One word for a payer in a list of choices: its kind, and its source where it has one. */
export const payerId = (payer: Payer): string => (payer.kind === 'gainers' ? 'gainers' : `${payer.kind}:${payer.source_id}`);

export function payerOf(id: string): Payer {
  const at = id.indexOf(':');
  if (at < 0) return { kind: 'gainers' };
  const source = id.slice(at + 1);
  return id.startsWith('reserve') ? { kind: 'reserve', source_id: source } : { kind: 'central_share', source_id: source };
}
