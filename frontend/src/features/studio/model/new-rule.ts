import type { Rule } from '@lib/api-types';
import { EVERY_LEVEL } from './weight-grid';

export const RULE_KINDS = ['per_pupil', 'weighted_pool', 'shares', 'foundation', 'proportional', 'school_grant'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

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
      return { ...named, kind, pool_share_bp: 10_000, cells: [{ level: EVERY_LEVEL, need_category: 'all', share_bp: 10_000 }] };
    case 'foundation':
      return {
        ...named,
        kind,
        amounts: [{ level: null, school_type: null, pupils_min: null, pupils_max: null, amount_cents: 10_000_000 }],
      };
    case 'proportional':
      return { ...named, kind, pool_share_bp: 10_000, measure: 'pupils' };
    case 'school_grant':
      return { ...named, kind, grants: null };
  }
}

/** The same rule as another kind, keeping its name and the weights that both kinds know. */
export function changeRuleKind(rule: Rule, kind: RuleKind): Rule {
  if (rule.kind === kind) return rule;
  const next = newRule(kind, rule.rule_id, rule.label);
  const weights = 'weights' in rule ? rule.weights : null;
  if (weights && weights.length > 0 && (next.kind === 'per_pupil' || next.kind === 'weighted_pool')) return { ...next, weights };
  return next;
}
