import { describe, expect, it } from 'vitest';
import { FIRST_STEPS, gradientFaults, withoutStep, withStep } from './gradient';
import { isSound } from './title-one-faults';

describe('steps of what a child brings', () => {
  it('begin above 75 % poverty and go up from there', () => {
    expect(withStep([])).toBe(FIRST_STEPS);
    expect(withStep(FIRST_STEPS).at(-1)).toEqual({ at_least_bp: 8_000, weight: '1.2' });
    expect(gradientFaults(withStep(FIRST_STEPS)).size).toBe(0);
  });

  it('are none when only one is left', () => {
    expect(withoutStep(FIRST_STEPS, 1)).toEqual([]);
    expect(withoutStep(withStep(FIRST_STEPS), 1)).toHaveLength(2);
  });

  it('are refused where a child would bring less in more poverty, whatever order they were typed in', () => {
    const falling = [
      { at_least_bp: 5_000, weight: '1.1' },
      { at_least_bp: 0, weight: '1.5' },
    ];
    expect(gradientFaults(falling)).toEqual(new Map([[0, 'falls']]));
    expect(gradientFaults([...FIRST_STEPS, { at_least_bp: 0, weight: '1' }])).toEqual(new Map([[2, 'same_share']]));
    expect(gradientFaults([{ at_least_bp: 0, weight: '0' }])).toEqual(new Map([[0, 'no_weight']]));
    expect(isSound({ gradient: falling })).toBe(false);
  });
});

describe('settings that can be tried', () => {
  it('name every reservation and serve some grade span', () => {
    expect(isSound({})).toBe(true);
    expect(isSound({ other_reservations: [{ name: ' ', amount_cents: 1 }] })).toBe(false);
    expect(isSound({ other_reservations: [{ name: 'Summer', amount_cents: 1 }], spans_served: ['high'] })).toBe(true);
    expect(isSound({ spans_served: [] })).toBe(false);
  });
});
