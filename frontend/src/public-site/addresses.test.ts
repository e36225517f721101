import { expect, it } from 'vitest';
import { addressOf, allocationAddress } from './addresses';

it('knows its pages', () => {
  expect(addressOf('/public/allocations/0192-ab')).toEqual({ page: 'allocation', runId: '0192-ab' });
  expect(addressOf('/public/allocations/0192-ab/')).toEqual({ page: 'allocation', runId: '0192-ab' });
  expect(addressOf('/take-part/a_b-C')).toEqual({ page: 'take-part', token: 'a_b-C' });
});

it('knows that all others are none', () => {
  for (const path of ['/public', '/public/allocations', '/public/allocations/a/b', '/public/plans/a', '/take-part', '/take-part/a/b', '/']) {
    expect(addressOf(path)).toEqual({ page: 'nothing' });
  }
});

it('leads to another run in the same language', () => {
  expect(allocationAddress('0192', '?language=es')).toBe('/public/allocations/0192?language=es');
  expect(addressOf(allocationAddress('0192', ''))).toEqual({ page: 'allocation', runId: '0192' });
});
