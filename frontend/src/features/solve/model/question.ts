import type { Goal, PolicySetting } from '@lib/api-types';

/** A setting that may move, with decimals as texts. */
export type Move = { setting: string; minimum: string; maximum: string; step: string };

export type GoalKind = Goal['kind'];
export const GOAL_KINDS: readonly GoalKind[] = ['equity_slope', 'largest_loss', 'base', 'at_least', 'minimum_budget', 'reserve', 'school_control'];

export type Draft = { id: number; goal: Goal };

const MOST_WEIGHTS = 4;

export const moveOf = (setting: PolicySetting): Move => ({
  setting: setting.setting,
  minimum: setting.suggested_minimum,
  maximum: setting.suggested_maximum,
  step: setting.suggested_step,
});

/** Where most districts begin: the weights of needs, and the hold-harmless percentage. */
export function firstMoves(settings: readonly PolicySetting[]): Move[] {
  const weights = settings.filter((each) => each.kind === 'weight' && each.need_category !== 'all');
  const floors = settings.filter((each) => each.kind === 'floor_percent');
  return [...weights.slice(0, MOST_WEIGHTS), ...floors.slice(0, 1)].map(moveOf);
}

/** A new goal of a kind, with figures to begin with. */
export function newGoal(kind: GoalKind, need: string, source: string): Goal {
  switch (kind) {
    case 'equity_slope':
      return { kind, need_category: need, cents_per_ten_points: 10_000 };
    case 'largest_loss':
      return { kind, percent_bp: 300 };
    case 'minimum_budget':
      return { kind, per_pupil_cents: 800_000 };
    case 'at_least':
      return { kind, schools: { kind: 'all' }, per: 'pupil', amount_cents: 800_000 };
    case 'base':
      return { kind, source_id: source, amount_cents: 500_000 };
    case 'reserve':
      return { kind, source_id: null, amount_cents: 10_000_000 };
    case 'school_control':
      return { kind, percent_bp: 8_500 };
    case 'budget_fixed':
      return { kind };
  }
}
