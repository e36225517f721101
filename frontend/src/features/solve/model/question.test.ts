import type { PolicySetting } from '@lib/api-types';
import { withSetting } from '@lib/setting-words';
import { describe, expect, it } from 'vitest';
import { firstMoves, GOAL_KINDS, newGoal } from './question';

const setting = (kind: string, need: string | null, name: string): PolicySetting => ({
  setting: name,
  kind,
  unit: 'weight',
  pointer: '',
  value: '1',
  suggested_minimum: '0',
  suggested_maximum: '2',
  suggested_step: '0.01',
  label: '',
  source_id: 'S',
  rule_id: 'r',
  adjustment_id: null,
  level: '*',
  need_category: need,
  band: null,
});

describe('firstMoves', () => {
  it('begins with weights of needs and the floor, never with the base weight', () => {
    const settings = [
      setting('weight', 'all', 'base'),
      ...['a', 'b', 'c', 'd', 'e'].map((need) => setting('weight', need, need)),
      setting('floor_percent', null, 'floor'),
    ];
    expect(firstMoves(settings).map((move) => move.setting)).toEqual(['a', 'b', 'c', 'd', 'floor']);
    expect(firstMoves([])).toEqual([]);
  });
});

describe('newGoal', () => {
  it('makes a goal of every kind that is offered', () => {
    expect(GOAL_KINDS.map((kind) => newGoal(kind, 'poverty', 'S').kind)).toEqual(GOAL_KINDS);
  });
});

describe('withSetting', () => {
  it('changes one number and keeps texts texts and whole numbers whole', () => {
    const policy = { sources: [{ share: 500, weights: [{ weight: '1' }, { weight: '0.2' }] }] };
    expect(withSetting(policy, '/sources/0/weights/1/weight', '0.35').sources[0]?.weights[1]).toEqual({ weight: '0.35' });
    expect(withSetting(policy, '/sources/0/share', '750').sources[0]?.share).toBe(750);
    expect(policy.sources[0]?.share).toBe(500);
  });
});
