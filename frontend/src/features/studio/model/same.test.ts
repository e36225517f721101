import { expect, it } from 'vitest';
import { isSame } from './same';

it('compares documents by what they say', () => {
  const policy = { name: 'A', sources: [{ source_id: 'LCFF', rules: [{ weights: [{ weight: '1' }] }] }], adjustments: [] };
  expect(isSame(policy, structuredClone(policy))).toBe(true);
  expect(isSame(policy, { ...policy, name: 'B' })).toBe(false);
  expect(isSame(policy, { ...policy, sources: [{ source_id: 'LCFF', rules: [{ weights: [{ weight: '1.0' }] }] }] })).toBe(false);
  expect(isSame(policy, { ...policy, sources: [...policy.sources, ...policy.sources] })).toBe(false);
});

it('takes a part that is not set for one that is not there, but not for null or an empty list', () => {
  expect(isSame({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  expect(isSame({ a: 1, b: null }, { a: 1 })).toBe(false);
  expect(isSame({}, [])).toBe(false);
  expect(isSame([], {})).toBe(false);
  expect(isSame(null, {})).toBe(false);
});

it('does not look into what is shared', () => {
  const shared = {
    get deep(): never {
      throw new Error('looked into');
    },
  };
  expect(isSame({ shared, name: 'A' }, { shared, name: 'A' })).toBe(true);
});
