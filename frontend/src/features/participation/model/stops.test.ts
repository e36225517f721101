import { describe, expect, it } from 'vitest';
import { asShown, asStored, stopNear, stopsOf, valueAt } from './stops';

const WEIGHT = { unit: 'weight', minimum: '0', maximum: '1', step: '0.05' } as const;
const PERCENT = { unit: 'basis_points', minimum: '9050', maximum: '10000', step: '100' } as const;
const DOLLARS = { unit: 'cents', minimum: '100000', maximum: '250000', step: '2500' } as const;

describe('stops', () => {
  it('are the multiples of the step between the bounds', () => {
    expect(stopsOf(WEIGHT)).toEqual({ first: 0, last: 20 });
    expect(stopsOf(PERCENT)).toEqual({ first: 91, last: 100 });
    expect(stopsOf({ ...WEIGHT, minimum: '0.02', maximum: '0.04' })).toEqual({ first: 1, last: 1 });
  });

  it('have a value to the last digit, and lead back to themselves', () => {
    for (const slider of [WEIGHT, PERCENT, DOLLARS]) {
      const { first, last } = stopsOf(slider);
      for (let stop = first; stop <= last; stop += 1) {
        const value = valueAt(slider, stop);
        expect(stopNear(slider, value)).toBe(stop);
        expect(value).toMatch(/^\d+(\.\d{1,2})?$/);
        expect(asStored(slider, asShown(slider, value))).toBe(value);
      }
    }
    expect(valueAt(WEIGHT, 3)).toBe('0.15');
  });

  it('take the nearest to what was typed, and stay between the bounds', () => {
    expect(stopNear(WEIGHT, '0.333')).toBe(7);
    expect(stopNear(WEIGHT, '40')).toBe(20);
    expect(stopNear(PERCENT, '0')).toBe(91);
  });
});

it('is read in dollars and percent', () => {
  expect(asShown(DOLLARS, '4330')).toBe('43.3');
  expect(asStored(DOLLARS, '43.3')).toBe('4330');
  expect(asShown(PERCENT, '9500')).toBe('95');
  expect(asShown(WEIGHT, '0.25')).toBe('0.25');
});
