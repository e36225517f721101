import type { Policy, Rule } from '@lib/api-types';
import { EVERY_LEVEL } from './weight-grid';

export const RULE_KINDS = ['per_pupil', 'weighted_pool', 'shares', 'foundation', 'proportional', 'school_grant'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/** Kinds that take a fixed number of dollars; the others share what is left. */
export const FIXED_KINDS: ReadonlySet<RuleKind> = new Set(['per_pupil', 'foundation', 'school_grant']);

const ONE_EACH = [{ level: EVERY_LEVEL, need_category: 'all', weight: '1' }];

/** A rule to start from: it is valid as it stands, and does the plainest thing of its kind. */
export function newRule(kind: RuleKind, ruleId: string, label = ''): Rule {
  const named = { rule_id: ruleId, label };
  switch (kind) {
    case 'per_pupil':
      return { ...named, kind, base_dollars: '1000', weights: ONE_EACH };
    case 'weighted_pool':
      return { ...named, kind, pool_share_bp: 10_000, weights: ONE_EACH };
    case 'shares':
      return { ...named, kind, cells: [{ level: EVERY_LEVEL, need_category: 'all', share_bp: 10_000 }] };
    case 'foundation':
      return {
        ...named,
        kind,
        amounts: [{ level: null, school_type: null, pupils_min: null, pupils_max: null, amount_cents: 10_000_000 }],
      };
    case 'proportional':
      return { ...named, kind, measure: 'pupils' };
    case 'school_grant':
      return { ...named, kind, grants: null };
  }
}

/** The same rule as another kind, keeping its name and what both kinds know. */
export function changeRuleKind(rule: Rule, kind: RuleKind): Rule {
  if (rule.kind === kind) return rule;
  const next = newRule(kind, rule.rule_id, rule.label);
  const weights = 'weights' in rule ? rule.weights : null;
  if (weights && weights.length > 0 && (next.kind === 'per_pupil' || next.kind === 'weighted_pool')) return { ...next, weights };
  return next;
}

export type RevenueSourceRow = { source_id: string; name: string };

/** A policy for sources nobody has decided on: each is shared equally by pupils, until people say otherwise. */
export function newPolicy(
  name: string,
  fiscalYear: number,
  district: { levels: readonly string[]; needCategories: readonly string[]; duplicated: readonly string[] },
  sources: readonly RevenueSourceRow[],
): Policy {
  return {
    schema_version: 1,
    name,
    fiscal_year: fiscalYear,
    levels: [...district.levels],
    need_categories: district.needCategories.includes('all') ? [...district.needCategories] : ['all', ...district.needCategories],
    ...(district.duplicated.length > 0 && { duplicated_categories: [...district.duplicated] }),
    rounding_unit_cents: 1,
    sources: sources.map(({ source_id }) => ({
      source_id,
      distribution: 'unlocked',
      control: 'school',
      central_share: null,
      eligibility: { kind: 'all' },
      rules: [newRule('weighted_pool', 'pool')],
    })),
    adjustments: [],
  };
}
