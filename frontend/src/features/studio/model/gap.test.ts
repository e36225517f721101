import { ApiProblem } from '@lib/problem';
import { expect, it } from 'vitest';
import { infeasibilityOf, policyFaults } from './gap';

const refusal = (more: object) => new ApiProblem({ type: 'about:blank', title: 'Refused', status: 409, code: 'infeasible', ...more });

it('reads the shortfall and what would make it possible', () => {
  const error = refusal({
    detail: 'The rules take $12.00, the source has $10.00.',
    shortfall_cents: 200,
    relax: ['Lower the rate', 'Add $2.00'],
    errors: [{ pointer: '/policy/sources/1/rules/0', code: 'rules_exceed_source', message: 'too much' }],
  });
  expect(infeasibilityOf(error)).toEqual({
    detail: 'The rules take $12.00, the source has $10.00.',
    shortfallCents: 200,
    relax: ['Lower the rate', 'Add $2.00'],
    pointer: '/policy/sources/1/rules/0',
  });
  expect(infeasibilityOf(refusal({}))).toBeNull();
  expect(infeasibilityOf(new Error('boom'))).toBeNull();
});

it('finds the source that a fault belongs to', () => {
  const error = refusal({
    errors: [
      { pointer: '/policy/sources/1/rules/0/cells', code: 'value_error', message: 'the shares sum to 9000', remedy: 'Correct it.' },
      { pointer: '/policy/name', code: 'missing', message: 'missing' },
    ],
  });
  expect(policyFaults(error, ['A', 'B']).map((fault) => fault.sourceId)).toEqual(['B', null]);
});
