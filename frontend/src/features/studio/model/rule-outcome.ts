import type { AllocationFigures } from '@lib/api-types';

export type RuleOutcome = { cents: number; schools: number };

/** What each rule gives in all and to how many schools, by `source/rule`. */
export function ruleOutcomes(result: AllocationFigures, sourceId: string): ReadonlyMap<string, RuleOutcome> {
  const outcomes = new Map<string, RuleOutcome>();
  for (const component of result.components) {
    if (component.source_id !== sourceId) continue;
    // An adjustment may be called as the source is, and its money then as a rule of it would be.
    if (component.kind === 'top_up' || component.kind === 'reduction') continue;
    outcomes.set(component.component_id, { cents: component.amount_cents ?? 0, schools: component.school_count ?? 0 });
  }
  return outcomes;
}
