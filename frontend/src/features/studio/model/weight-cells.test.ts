import { expect, it } from 'vitest';
import { cellOf, weightOf } from './weight-cells';

it('gives back a weight as it was, steps included', () => {
  const plain = { level: '*', need_category: 'all', weight: '1' };
  const stepped = { level: 'high', need_category: 'poverty', weight: '0.1', steps: [{ fiscal_year: 2028, weight: '0.2' }] };
  expect([plain, stepped].map(cellOf).map(weightOf)).toEqual([plain, stepped]);
  expect(Object.keys(weightOf(cellOf(plain)))).not.toContain('steps');
});
