import type { AllocationFigures } from '@lib/api-types';
import { expect, it } from 'vitest';
import { ruleOutcomes } from './rule-outcome';

const rule = (component_id: string, source_id: string, amount_cents: number, school_count: number) => ({
  component_id, source_id, amount_cents, school_count, amounts_cents: [], kind: 'weighted_pool', label: '',
});

it('says what the rules of one source give in all, and to how many schools', () => {
  const result = { components: [rule('A/base', 'A', 350, 2), rule('B/base', 'B', 27, 3)] } as unknown as AllocationFigures;
  expect([...ruleOutcomes(result, 'A')]).toEqual([['A/base', { cents: 350, schools: 2 }]]);
});

it('keeps a rule apart from an adjustment that is called as the source is', () => {
  const lifted = { component_id: 'A/top_up', source_id: 'A', amounts_cents: [0, 7, 7], kind: 'top_up', label: '' };
  const result = { components: [rule('A/top_up', 'A', 100, 1), lifted] } as unknown as AllocationFigures;
  expect([...ruleOutcomes(result, 'A')]).toEqual([['A/top_up', { cents: 100, schools: 1 }]]);
});
