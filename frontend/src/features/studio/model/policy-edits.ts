import type { Adjustment, DerivedMeasure, Policy, PolicySource, Rule } from '@lib/api-types';

/** Edits are pure: the same policy comes back when nothing changed, so that undo has no empty steps. */
export type PolicyEdit = (policy: Policy) => Policy;

export const editSource =
  (sourceId: string, edit: (source: PolicySource) => PolicySource): PolicyEdit =>
  (policy) => {
    const index = policy.sources.findIndex((source) => source.source_id === sourceId);
    const source = policy.sources[index];
    if (source === undefined) return policy;
    const next = edit(source);
    return next === source ? policy : { ...policy, sources: policy.sources.with(index, next) };
  };

export const editRule = (sourceId: string, ruleId: string, edit: (rule: Rule) => Rule): PolicyEdit =>
  editSource(sourceId, (source) => {
    const index = source.rules.findIndex((rule) => rule.rule_id === ruleId);
    const rule = source.rules[index];
    if (rule === undefined) return source;
    const next = edit(rule);
    return next === rule ? source : { ...source, rules: source.rules.with(index, next) };
  });

export const removeRule = (sourceId: string, ruleId: string): PolicyEdit =>
  editSource(sourceId, (source) => ({ ...source, rules: source.rules.filter((rule) => rule.rule_id !== ruleId) }));

export const addRule = (sourceId: string, rule: Rule): PolicyEdit =>
  editSource(sourceId, (source) => ({ ...source, rules: [...source.rules, rule] }));

/** Fixed-dollar rules take first, in this order; pools share the rest. */
export const moveRule = (sourceId: string, ruleId: string, by: -1 | 1): PolicyEdit =>
  editSource(sourceId, (source) => {
    const from = source.rules.findIndex((rule) => rule.rule_id === ruleId);
    const [one, other] = [source.rules[from], source.rules[from + by]];
    if (one === undefined || other === undefined) return source;
    return { ...source, rules: source.rules.with(from, other).with(from + by, one) };
  });

export const setAdjustment =
  (adjustment: Adjustment): PolicyEdit =>
  (policy) => {
    const index = policy.adjustments.findIndex((one) => one.adjustment_id === adjustment.adjustment_id);
    return {
      ...policy,
      adjustments: index < 0 ? [...policy.adjustments, adjustment] : policy.adjustments.with(index, adjustment),
    };
  };

export const removeAdjustment =
  (adjustmentId: string): PolicyEdit =>
  (policy) => ({ ...policy, adjustments: policy.adjustments.filter((one) => one.adjustment_id !== adjustmentId) });

/** Adjustments work one after the other, each on what the one before it left. */
export const moveAdjustment =
  (adjustmentId: string, by: -1 | 1): PolicyEdit =>
  (policy) => {
    const from = policy.adjustments.findIndex((one) => one.adjustment_id === adjustmentId);
    const [one, other] = [policy.adjustments[from], policy.adjustments[from + by]];
    if (one === undefined || other === undefined || from + by < 0) return policy;
    return { ...policy, adjustments: policy.adjustments.with(from, other).with(from + by, one) };
  };

export const setMeasure =
  (measure: DerivedMeasure): PolicyEdit =>
  (policy) => {
    const measures = policy.derived_measures ?? [];
    const index = measures.findIndex((one) => one.name === measure.name);
    return { ...policy, derived_measures: index < 0 ? [...measures, measure] : measures.with(index, measure) };
  };

export const removeMeasure =
  (name: string): PolicyEdit =>
  (policy) => ({ ...policy, derived_measures: (policy.derived_measures ?? []).filter((one) => one.name !== name) });

/** A name that no other of the list has: `pool`, `pool-2`, `pool-3`. */
export function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const name = `${wanted}-${number}`;
    if (!taken.includes(name)) return name;
  }
}
