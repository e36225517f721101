import { describe, expect, it } from 'vitest';
import { isPastedBlock, parseDecimalString, parsePastedBlock } from './decimal';
import { editableCents, formatCents, formatDollarChange, formatDollars, formatShortDollars, parseCents } from './money';
import { setNumberLocale } from './number-format';

describe('parseCents', () => {
  it.each([
    ['4,322', 432_200],
    ['1.234,50', 123_450],
    ['1,234.50', 123_450],
    ['$1,234.5', 123_450],
    ['$ 1,234', 123_400],
    ['US$12', 1_200],
    ['12 USD', 1_200],
    ['41,004,200', 4_100_420_000],
    ['1.234.567', 123_456_700],
    ['1 234 567.89', 123_456_789],
    ['1\u00a0234', 123_400],
    ['0', 0],
    ['.5', 50],
    ['5.', 500],
    ['007', 700],
    ['12.300', 1_230],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
  ])('reads %s', (text, cents) => {
    expect(parseCents(text)).toEqual({ ok: true, value: cents });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['4l2', 'not_a_number'],
    ['1,23,456', 'not_a_number'],
    ['12,345.67.8', 'not_a_number'],
    ['1e6', 'not_a_number'],
    ['$', 'not_a_number'],
    ['410\t042', 'not_a_number'],
    ['4,32', 'ambiguous'],
    ['1.234', 'ambiguous'],
    ['1.2345', 'too_many_decimals'],
    ['0.005', 'too_many_decimals'],
    ['-5', 'negative'],
    ['90071992547409.92', 'too_large'],
  ])('refuses %s as %s', (text, refusal) => {
    expect(parseCents(text)).toEqual({ ok: false, refusal });
  });

  it('reads negative amounts where they may be, in brackets too', () => {
    for (const text of ['-1,234.50', '\u22121,234.50', '(1,234.50)', '-$1,234.50', '($1,234.50)']) {
      expect(parseCents(text, { allowNegative: true })).toEqual({ ok: true, value: -123_450 });
    }
    expect(parseCents('-0', { allowNegative: true })).toEqual({ ok: true, value: 0 });
  });

  it('gives back what it shows for editing', () => {
    for (const cents of [0, 1, 99, 100, 432_200, 123_450, 9_007_199_254_700]) {
      expect(parseCents(editableCents(cents))).toEqual({ ok: true, value: cents });
    }
  });
});

describe('parseDecimalString', () => {
  it('keeps every digit', () => {
    expect(parseDecimalString('5174.49959', { maxDecimals: 6 })).toEqual({ ok: true, value: '5174.49959' });
    expect(parseDecimalString('1,000.50', { maxDecimals: 6 })).toEqual({ ok: true, value: '1000.5' });
    expect(parseDecimalString('0.1234567', { maxDecimals: 6 })).toEqual({ ok: false, refusal: 'too_many_decimals' });
  });
});

describe('a block pasted from a spreadsheet', () => {
  it('is seen as a block and split into cells', () => {
    expect(isPastedBlock('4,100\t4,200')).toBe(true);
    expect(isPastedBlock('4,100\r\n')).toBe(false);
    expect(parsePastedBlock('4,100\t4,200\r\n1\t2\r\n')).toEqual([
      ['4,100', '4,200'],
      ['1', '2'],
    ]);
  });
});

describe('formats', () => {
  it('writes dollars as people here do, in English and in Spanish', () => {
    expect(formatDollars(123_456_780)).toBe('$1,234,568');
    expect(formatCents(123_456_780)).toBe('$1,234,567.80');
    expect(formatShortDollars(120_000_000)).toBe('$1.2M');
    expect(formatDollarChange(-35_000)).toBe('-$350');
    expect(formatDollarChange(0)).toBe('$0');
    setNumberLocale('es-US');
    expect(formatCents(123_456_780)).toBe('$1,234,567.80');
    setNumberLocale('en-US');
  });
});
