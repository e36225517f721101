import { describe, expect, it } from 'vitest';
import type { Policy } from '@lib/api-types';
import type { SweepResult } from '../api/sweep';
import { policyOf } from './opened-policy';
import { decimalsOf, shown, stored } from './units';
import { meets, NO_GOALS, possible } from './variations';

const column = (...values: (number | null)[]) => values;
const result: SweepResult = {
  scenario_version: 1,
  policy: { name: 'P', sources: [{ rules: [{ weights: [{ weight: '0.2' }] }] }], adjustments: [{ percent_bp: 9000 }] } as unknown as Policy,
  method: 'random',
  seed: 1,
  need_category: 'poverty',
  school_count: 3,
  compared_count: 3,
  ranges: [
    {
      kind: 'weight', unit: 'weight', step: '0.01', label: '', source_id: 'S', rule_id: 'r', adjustment_id: null, level: '*', need_category: 'poverty',
      settings: [{ setting: 'weight', path: ['sources', 0, 'rules', 0, 'weights', 0, 'weight'], today: '0.2' }],
      low: '0', high: '1', values: [0.2, 0.15, 0.9],
    },
    {
      kind: 'floor_percent', unit: 'basis_points', step: '25', label: '', source_id: null, rule_id: null, adjustment_id: 'hh', level: null, need_category: null,
      settings: [{ setting: 'floor', path: ['adjustments', 0, 'percent_bp'], today: '9000' }],
      low: '8000', high: '9900', values: [9000, 8025, 9900],
    },
  ],
  measures: {
    to_schools_cents: column(1, 1, null), slope_dollars: column(10, 20, null), implied_weight: column(0, 0, null), exposure_gap_dollars: column(0, 0, null),
    cv: column(0, 0, null), need_adjusted_cv: column(0, 0, null), gaining: column(1, 1, null), losing: column(1, 1, null),
    worst_loss_bp: column(300, 1000, null), top_up_cents: column(100, 900_000, null), held_harmless: column(0, 1, null), school_control_bp: column(8500, 8000, null),
  },
  feasible: [1, 1, 0],
  exact_count: 0,
  slow_because: '',
};

describe('variations', () => {
  it('counts only what is possible', () => {
    expect(possible(result)).toEqual([0, 1]);
  });

  it('meets every goal or is left out', () => {
    expect([0, 1, 2].filter((row) => meets(result, row, NO_GOALS))).toEqual([0, 1]);
    expect([0, 1, 2].filter((row) => meets(result, row, { ...NO_GOALS, slopeDollars: 15 }))).toEqual([1]);
    expect([0, 1, 2].filter((row) => meets(result, row, { ...NO_GOALS, worstLossBp: 300 }))).toEqual([0]);
    expect([0, 1].filter((row) => meets(result, row, { ...NO_GOALS, slopeDollars: 15, schoolControlBp: 8400 }))).toEqual([]);
  });

  it('writes a variation into its policy in the units of the document, and leaves the sweep as it was', () => {
    const opened = policyOf(result, 1, 'Opened') as unknown as { name: string; sources: { rules: { weights: { weight: string }[] }[] }[]; adjustments: { percent_bp: number }[] };
    expect(opened.name).toBe('Opened');
    expect(opened.sources[0]?.rules[0]?.weights[0]?.weight).toBe('0.15');
    expect(opened.adjustments[0]?.percent_bp).toBe(8025);
    expect((result.policy as unknown as { name: string }).name).toBe('P');
  });

  it('reads basis points as percent and cents as dollars', () => {
    expect(shown('9525', 'basis_points')).toBe('95.25');
    expect(stored('95.25', 'basis_points')).toBe('9525');
    expect(shown('30000000', 'cents')).toBe('300000');
    expect(stored('0.15', 'weight')).toBe('0.15');
    expect(decimalsOf('cents')).toBe(2);
  });
});
