import type { AllocationResult } from '@lib/api-types';
import { expect, it } from 'vitest';
import { ruleOutcomes } from './rule-outcome';

const component = (component_id: string, source_id: string, amounts_cents: number[]) => ({ component_id, source_id, amounts_cents, kind: '', label: '' });

it('sums a rule of one source over the schools that receive something', () => {
  const result = { components: [component('A/base', 'A', [100, 0, 250]), component('B/base', 'B', [9, 9, 9])] } as unknown as AllocationResult;
  expect([...ruleOutcomes(result, 'A')]).toEqual([['A/base', { cents: 350, schools: 2 }]]);
});

it('keeps a rule apart from an adjustment that is called as the source is', () => {
  const lifted = { ...component('A/top_up', 'A', [0, 7, 7]), kind: 'top_up' };
  const result = { components: [component('A/top_up', 'A', [100, 0, 0]), lifted] } as unknown as AllocationResult;
  expect([...ruleOutcomes(result, 'A')]).toEqual([['A/top_up', { cents: 100, schools: 1 }]]);
});
