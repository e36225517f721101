import type { DerivedMeasure, FormulaRule, Rule } from '@lib/api-types';
import { EVERY_LEVEL } from './weight-grid';

/** All kinds, in the groups in which people look for them. */
export const RULE_GROUPS = [
  { id: 'pupils', kinds: ['per_pupil', 'weighted_pool', 'shares', 'concentration'] },
  { id: 'schools', kinds: ['foundation', 'threshold_supplement', 'enrollment_floor', 'staffing_ratio', 'school_grant'] },
  { id: 'measures', kinds: ['proportional', 'composite_index', 'formula', 'prior_year_change'] },
  { id: 'incentives', kinds: ['incentive'] },
] as const satisfies readonly { id: string; kinds: readonly Rule['kind'][] }[];

export type RuleGroup = (typeof RULE_GROUPS)[number]['id'];
export type RuleKind = Rule['kind'];

export const RULE_KINDS: readonly RuleKind[] = RULE_GROUPS.flatMap((group) => group.kinds);

const ONE_EACH = [{ level: EVERY_LEVEL, need_category: 'all', weight: '1' }];

/** What a new rule may point at: measures there are, those of the district with their unit, and need categories beside that of every pupil. */
export type RuleSurroundings = { measures: readonly string[]; needs: readonly string[]; units?: Readonly<Record<string, DerivedMeasure['unit']>> };

const NOTHING_AROUND: RuleSurroundings = { measures: [], needs: [] };

/** A rule to start from: it is valid as it stands, and does the plainest thing of its kind. */
export function newRule(kind: RuleKind, ruleId: string, label = '', around: RuleSurroundings = NOTHING_AROUND): Rule {
  const named = { rule_id: ruleId, label };
  const need = around.needs.find((one) => one === 'poverty') ?? around.needs[0] ?? 'all';
  const staff = around.measures.includes('fte') ? 'fte' : 'pupils';
  const [measure = 'pupils'] = around.measures;
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
    case 'formula':
      return { ...named, kind, ...dollarsOf(around) };
    case 'threshold_supplement':
      return { ...named, kind, threshold: '300', rate_dollars: '1000', caps: [] };
    case 'enrollment_floor':
      return { ...named, kind, pupils: '200', rate_dollars: '5000' };
    case 'concentration':
      return { ...named, kind, share_of: need, threshold: '0.55', rate_dollars: '1000', basis: 'school' };
    case 'staffing_ratio':
      return { ...named, kind, job_class: '', pupils_per_position: '300', step: '0.5', rounding: 'half_up', salary_cents: 8_000_000, benefits_bp: 3_000 };
    case 'prior_year_change':
      return { ...named, kind, prior_measure: measure, change_measure: around.measures[1] ?? measure, percent_limit_bp: 10_000 };
    case 'composite_index':
      return { ...named, kind, pool_share_bp: 10_000, times: 'pupils', parts: [{ measure: `share:${need}`, weight: '1', scale: 'as_is', reverse: false }] };
    case 'incentive':
      return { ...named, kind, times: staff, tiers: [{ measure: `share:${need}`, operator: '>=', value: '0.75', amount_cents: staff === 'fte' ? 500_000 : 10_000 }] };
  }
}

/** A measure that says dollars, or dollars for each pupil; else one of the data, which has no unit of its own. */
function dollarsOf({ measures, units = {} }: RuleSurroundings): Pick<FormulaRule, 'measure' | 'per'> {
  const whole = measures.find((one) => units[one] === 'dollars');
  const each = measures.find((one) => units[one] === 'dollars_per_pupil');
  if (whole === undefined && each !== undefined) return { measure: each, per: 'pupil' };
  return { measure: whole ?? measures.find((one) => units[one] === undefined) ?? 'pupils', per: 'school' };
}

export const RULE_PRESETS = ['hard_to_staff', 'performance_fund'] as const;
export type RulePreset = (typeof RULE_PRESETS)[number];

/** Incentives by the names that people know them by. */
export function presetRule(preset: RulePreset, ruleId: string, label: string, around: RuleSurroundings): Rule {
  if (preset === 'hard_to_staff') return newRule('incentive', ruleId, label, around);
  // A measure of achievement where the data has one; else the rule still stands, and its picker lists what there is.
  const measure = around.measures.find((one) => /score|growth|attend|graduat|proficien|achiev/i.test(one)) ?? around.measures[0] ?? 'pupils';
  return {
    rule_id: ruleId,
    label,
    kind: 'incentive',
    times: null,
    tiers: [
      { measure, operator: '>=', value: '90', amount_cents: 5_000_000 },
      { measure, operator: '>=', value: '75', amount_cents: 2_500_000 },
    ],
  };
}

/** The same rule as another kind, keeping its name and what both kinds know. */
export function changeRuleKind(rule: Rule, kind: RuleKind, around: RuleSurroundings = NOTHING_AROUND): Rule {
  if (rule.kind === kind) return rule;
  const next = newRule(kind, rule.rule_id, rule.label, around);
  const eligible = rule.eligibility === undefined ? next : { ...next, eligibility: rule.eligibility };
  const weights = 'weights' in rule ? rule.weights : null;
  if (weights && weights.length > 0 && (eligible.kind === 'per_pupil' || eligible.kind === 'weighted_pool')) return { ...eligible, weights };
  return eligible;
}
