import type { AllocationResult } from '@lib/api-types';
import { expect, it } from 'vitest';
import { ruleOutcomes } from './rule-outcome';

const component = (component_id: string, source_id: string, amounts_cents: number[]) => ({ component_id, source_id, amounts_cents, kind: '', label: '' });

it('sums a rule of one source over the schools that receive something', () => {
  const result = { components: [component('A/base', 'A', [100, 0, 250]), component('B/base', 'B', [9, 9, 9])] } as unknown as AllocationResult;
  expect([...ruleOutcomes(result, 'A')]).toEqual([['A/base', { cents: 350, schools: 2 }]]);
});
