import type { PolicySource } from '@lib/api-types';
import { expect, it } from 'vitest';
import { changeRuleKind, newRule } from './new-rule';
import { freeName } from './policy-edits';
import { readPolicy } from './read-policy';
import { giveRestToLast, sharesGapBp } from './shares';
import { centralShareOf, setCentralShare, setDistribution } from './source-edits';

const SOURCE: PolicySource = {
  source_id: 'LCFF',
  distribution: 'unlocked',
  control: 'school',
  central_share: { percent_bp: 1_000 },
  eligibility: { kind: 'all' },
  rules: [newRule('weighted_pool', 'pool')],
};
const LABELS = { grants: 'School grants', pool: 'Weighted pool' };

it('leaves no rule and no central share with a locked source, and starts one when it is opened', () => {
  const locked = setDistribution(SOURCE, 'locked', LABELS);
  expect(locked).toMatchObject({ distribution: 'locked', central_share: null, rules: [] });
  expect(setDistribution(locked, 'unlocked', LABELS).rules[0]).toMatchObject({ kind: 'weighted_pool', label: 'Weighted pool' });
  expect(setDistribution(SOURCE, 'school_grant', LABELS).rules.map((rule) => rule.kind)).toEqual(['school_grant']);
});

it('reads a central share with both keys, one of them null, as the server writes it', () => {
  const both = { ...SOURCE, central_share: { percent_bp: null, amount_cents: 500 } as unknown as PolicySource['central_share'] };
  expect(centralShareOf(both)).toEqual({ kind: 'amount', percentBp: 0, amountCents: 500 });
  expect(setCentralShare(both, 'percent', 250).central_share).toEqual({ percent_bp: 250 });
  expect(setCentralShare(both, 'none', 0).central_share).toBeNull();
});

it('keeps weights and name when a rule changes its kind', () => {
  const pool = { ...newRule('weighted_pool', 'pool', 'Base'), weights: [{ level: '*', need_category: 'poverty', weight: '0.2' }] };
  const changed = changeRuleKind(pool as Parameters<typeof changeRuleKind>[0], 'per_pupil');
  expect(changed).toMatchObject({ rule_id: 'pool', label: 'Base', weights: [{ need_category: 'poverty', weight: '0.2' }] });
});

it('settles shares to a whole, but never below nothing', () => {
  const cells = [{ share_bp: 6_000 }, { share_bp: 3_000 }];
  expect(sharesGapBp(cells)).toBe(1_000);
  expect(giveRestToLast(cells)).toEqual([{ share_bp: 6_000 }, { share_bp: 4_000 }]);
  expect(giveRestToLast([{ share_bp: 12_000 }, { share_bp: 100 }])).toEqual([{ share_bp: 12_000 }, { share_bp: 100 }]);
});

it('finds a free name', () => {
  expect(freeName('rule', ['rule', 'rule-2'])).toBe('rule-3');
});

it('reads a policy from JSON, or says why not', () => {
  const text = JSON.stringify({ name: 'A', fiscal_year: 2027, sources: [{ source_id: 'LCFF', distribution: 'locked' }] });
  const read = readPolicy(text, 2027);
  expect(read).toMatchObject({ ok: true, policy: { need_categories: ['all'], sources: [{ control: 'school', rules: [] }] } });
  expect(readPolicy(text, 2026)).toMatchObject({ ok: false, refusal: 'another_year', fiscalYear: 2027 });
  expect(readPolicy('{"name": ', 2027)).toMatchObject({ ok: false, refusal: 'not_json' });
  expect(readPolicy('[]', 2027)).toMatchObject({ ok: false, refusal: 'not_a_policy' });
});

it('keeps figures that a policy spells as numbers as the exact texts that editors know', () => {
  const rules = [{ kind: 'concentration', rule_id: 'c', share_of: 'poverty', threshold: 0.55, rate_dollars: 1000 }];
  const read = readPolicy(JSON.stringify({ name: 'A', fiscal_year: 2027, rounding_unit_cents: 100, sources: [{ source_id: 'LCFF', rules }] }), 2027);
  expect(read).toMatchObject({ ok: true, policy: { rounding_unit_cents: 100, sources: [{ rules: [{ threshold: '0.55', rate_dollars: '1000', label: '' }] }] } });
});
