import { expect, it } from 'vitest';
import { shiftDecimal } from './shift-decimal';

it.each([
  ['0.55', 2, '55'],
  ['0.5555', 2, '55.55'],
  ['1', 2, '100'],
  ['55', -2, '0.55'],
  ['5', -2, '0.05'],
  ['0', 2, '0'],
  ['0', -2, '0'],
  ['123.456', -2, '1.23456'],
  ['0.000001', 2, '0.0001'],
  ['-0.4', 2, '-40'],
  ['100', -2, '1'],
])('%s shifted by %i is %s', (value, places, shifted) => {
  expect(shiftDecimal(value, places)).toBe(shifted);
});

it('comes back to where it was', () => {
  for (let number = 0; number < 2_000; number += 1) {
    const value = String(number / 1_000);
    expect(shiftDecimal(shiftDecimal(value, 2), -2)).toBe(value);
  }
});
