import type { Adjustment } from '@lib/api-types';
import { freeName } from './policy-edits';

const SHORT_NAMES: Record<Adjustment['kind'], string> = {
  hold_harmless: 'hh',
  minimum_operational_budget: 'mob',
  collar: 'collar',
  phase_in: 'phase-in',
  trigger: 'trigger',
  recount: 'recount',
};

/** To begin with, per pupil. */
export const FIRST_MINIMUM_CENTS = 300_000;

export type AdjustmentSurroundings = {
  fiscalYear: number;
  levels: readonly string[];
  taken: readonly string[];
  /** Unrestricted money of the year. */
  revenueCents: number;
  /** What each school receives now, for a recount to begin with. */
  totals: readonly { school_id: string; amount_cents: number }[];
};

/** An adjustment to start from; `null` where there is nothing yet that it could stand on. */
export function newAdjustment(kind: Adjustment['kind'], label: string, around: AdjustmentSurroundings): Adjustment | null {
  const named = { label, adjustment_id: freeName(SHORT_NAMES[kind], around.taken) };
  switch (kind) {
    case 'hold_harmless':
      return { ...named, kind, percent_bp: 9_500, basis: 'total', phase_out: null, payer: { kind: 'gainers' } };
    case 'minimum_operational_budget':
      return {
        ...named,
        kind,
        per_pupil: around.levels.map((level) => ({ level, amount_cents: FIRST_MINIMUM_CENTS })),
        per_school: null,
        equal_to_current: false,
        payer: { kind: 'gainers' },
      };
    case 'collar':
      return { ...named, kind, max_loss_bp: 1_500, max_gain_bp: 1_000 };
    case 'phase_in':
      return {
        ...named,
        kind,
        steps: [1, 2, 3].map((step) => ({ fiscal_year: around.fiscalYear + step - 1, percent_bp: step === 3 ? 10_000 : Math.round((step * 10_000) / 3) })),
      };
    case 'trigger':
      return { ...named, kind, revenue_cents: around.revenueCents, until: 'current_budgets', need_categories: [] };
    case 'recount':
      return around.totals.length === 0
        ? null
        : { ...named, kind, published: [...around.totals], published_run: '', direction: 'up_only', percent_bp: 10_000, payer: { kind: 'gainers' } };
  }
}
