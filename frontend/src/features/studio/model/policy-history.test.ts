import type { Policy } from '@lib/api-types';
import { expect, it } from 'vitest';
import { hasUnsavedChanges, policyReducer, startHistory } from './policy-history';

const POLICY: Policy = {
  schema_version: 1,
  name: 'A',
  fiscal_year: 2027,
  levels: ['elementary'],
  need_categories: ['all'],
  rounding_unit_cents: 1,
  sources: [],
  adjustments: [],
};

const renamed = (name: string) => (policy: Policy) => ({ ...policy, name });

it('undoes and redoes one edit after the other, and a new edit ends the way forward', () => {
  let history = startHistory(POLICY);
  history = policyReducer(history, { type: 'edit', edit: renamed('B') });
  history = policyReducer(history, { type: 'edit', edit: renamed('C') });
  history = policyReducer(history, { type: 'undo' });
  expect(history.present.name).toBe('B');
  expect(policyReducer(history, { type: 'redo' }).present.name).toBe('C');
  history = policyReducer(history, { type: 'edit', edit: renamed('D') });
  expect(policyReducer(history, { type: 'redo' }).present.name).toBe('D');
  history = policyReducer(policyReducer(history, { type: 'undo' }), { type: 'undo' });
  expect(history.present).toBe(POLICY);
  expect(policyReducer(history, { type: 'undo' })).toBe(history);
});

it('makes one step of a dragged slider, and another after a rest', () => {
  let history = startHistory(POLICY);
  for (const name of ['B', 'C', 'D']) history = policyReducer(history, { type: 'edit', edit: renamed(name), mergeKey: 'weight' });
  expect(history.past).toHaveLength(1);
  history = policyReducer(history, { type: 'rest' });
  history = policyReducer(history, { type: 'edit', edit: renamed('E'), mergeKey: 'weight' });
  expect(policyReducer(history, { type: 'undo' }).present.name).toBe('D');
});

it('has no empty steps, and knows what is not saved', () => {
  let history = startHistory(POLICY);
  expect(policyReducer(history, { type: 'edit', edit: (policy) => policy })).toBe(history);
  history = policyReducer(history, { type: 'edit', edit: renamed('B') });
  expect(hasUnsavedChanges(history)).toBe(true);
  expect(hasUnsavedChanges(policyReducer(history, { type: 'saved', policy: history.present }))).toBe(false);
  // Typed there and back again is no change.
  expect(hasUnsavedChanges(policyReducer(history, { type: 'edit', edit: renamed('A') }))).toBe(false);
  const reverted = policyReducer(history, { type: 'revert' });
  expect(reverted.present).toBe(POLICY);
  expect(policyReducer(reverted, { type: 'undo' }).present.name).toBe('B');
});
