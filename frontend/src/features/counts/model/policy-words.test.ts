import type { Policy } from '@lib/api-types';
import { describe, expect, it } from 'vitest';
import { chosen, groupFaults, isSound, namedInRules, nextId, unionFaults, withWords, wordsOf } from './policy-words';

const POLICY: Policy = {
  schema_version: 1,
  name: 'A',
  fiscal_year: 2027,
  levels: ['K', '1', '6'],
  need_categories: ['all', 'poverty', 'foster', 'unduplicated', 'gifted'],
  duplicated_categories: ['foster'],
  level_groups: [{ level_group: 'K-1', levels: ['K', '1'] }],
  unions: [{ need_category: 'unduplicated', of: ['poverty', 'foster'] }],
  rounding_unit_cents: 1,
  derived_measures: [{ name: 'upp', expression: 'count(unduplicated) / pupils', unit: 'ratio', label: 'All about gifted' }],
  sources: [
    {
      source_id: 'LCFF',
      distribution: 'unlocked',
      control: 'school',
      central_share: null,
      eligibility: { kind: 'rule', match: 'all', conditions: [{ subject: 'need_share:poverty', operator: '>=', value: '0.5' }] },
      rules: [{ kind: 'weighted_pool', rule_id: 'w', label: '6', pool_share_bp: 10_000, weights: [{ level: 'K-1', need_category: 'all', weight: '6' }, { level: '1', need_category: 'all', weight: '1.2' }] }],
    },
  ],
  adjustments: [],
};

it('gives back the policy that nobody changed', () => {
  expect(withWords(POLICY, wordsOf(POLICY))).toEqual(POLICY);
  expect(isSound(wordsOf(POLICY))).toBe(true);
});

it('forgets that a need counts twice when the need itself goes', () => {
  const words = { ...wordsOf(POLICY), needs: ['all', 'poverty'], unions: [] };
  expect(withWords(POLICY, words)).toMatchObject({ need_categories: ['all', 'poverty'], duplicated_categories: [], unions: [] });
});

it('puts a new word where the district has it, and leaves the others in their place', () => {
  const all = ['K', '1', '2', '6'];
  expect(chosen(all, ['K', '1', '6'], '2', true)).toEqual(['K', '1', '2', '6']);
  expect(chosen(all, ['6', 'K'], '1', true)).toEqual(['1', '6', 'K']);
  expect(chosen(all, ['K', '1'], '6', true)).toEqual(['K', '1', '6']);
  expect(chosen(all, ['K', '1'], 'K', false)).toEqual(['1']);
});

describe('what is wrong', () => {
  const words = wordsOf(POLICY);
  it.each([
    [{ id: 1, was: null, name: ' ', levels: [] }, { name: 'no_name', levels: 'no_levels' }],
    [{ id: 1, was: null, name: '*', levels: ['6'] }, { name: 'bad_name', levels: null }],
    [{ id: 1, was: null, name: 'K-1', levels: ['6'] }, { name: 'taken_name', levels: null }],
    [{ id: 1, was: null, name: '6', levels: ['6'] }, { name: 'taken_name', levels: null }],
    [{ id: 1, was: null, name: 'Middle', levels: ['6'] }, { name: null, levels: null }],
  ])('with a group', (group, faults) => {
    const now = { ...words, groups: [...words.groups, group] };
    expect(groupFaults(now, group)).toEqual(faults);
    expect(isSound(now)).toBe(faults.name === null && faults.levels === null);
  });
  it.each([
    [{ id: 1, need: null, of: ['poverty'] }, { need: 'no_need', of: 'two_needs' }],
    [{ id: 1, need: 'unduplicated', of: ['poverty', 'gifted'] }, { need: 'taken_need', of: null }],
    [{ id: 1, need: 'gifted', of: ['poverty', 'foster'] }, { need: null, of: null }],
  ])('with a union', (union, faults) => {
    const now = { ...words, unions: [...words.unions, union] };
    expect(unionFaults(now, union)).toEqual(faults);
    expect(isSound(now)).toBe(faults.need === null && faults.of === null);
  });
  it('without a level', () => {
    expect(isSound({ ...words, levels: [] })).toBe(false);
  });
});

it('knows which words the rules name: in cells, conditions and expressions, not in what is only said', () => {
  const named = namedInRules(POLICY);
  expect(['K-1', '1', 'poverty', 'unduplicated'].filter((word) => !named.has(word))).toEqual([]);
  expect(['gifted', '6', 'foster'].filter((word) => named.has(word))).toEqual([]);
});

it('gives rows ids that stay theirs', () => {
  expect(nextId([])).toBe(0);
  expect(nextId([{ id: 4 }, { id: 1 }])).toBe(5);
});
