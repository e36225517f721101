import { formatNumber } from './number-format';
import { type Parsed, parseDecimal } from './decimal';

/**
 * Read a typed dollar amount as integer cents: all of it, or a reason why not. Nothing is clamped or rounded.
 *
 * `4,322` is 432200, `1.234,50` is 123450, `$1,234.5` is 123450; `1.234` and `4,32` are refused as ambiguous.
 */
export function parseCents(text: string, options: { allowNegative?: boolean } = {}): Parsed<number> {
  const bare = text.trim().replace(/^([-(+\u2212]?\s*)(?:US\s?)?\$/i, '$1').replace(/\s*(?:\$|USD)$/i, '');
  if (bare.trim() === '' && text.trim() !== '') return { ok: false, refusal: 'not_a_number' };
  const parsed = parseDecimal(bare);
  if (!parsed.ok) return parsed;
  const { negative, whole, fraction } = parsed.value;
  const digits = fraction.replace(/0+$/, '');
  if (digits.length > 2) {
    // `1.234` is one thousand in much of the world; `1.2345` can only be a decimal.
    const couldBeThousands = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole) && !bare.includes(',');
    return { ok: false, refusal: couldBeThousands ? 'ambiguous' : 'too_many_decimals' };
  }
  if (negative && options.allowNegative !== true) return { ok: false, refusal: 'negative' };
  const cents = BigInt(whole) * 100n + BigInt(digits.padEnd(2, '0'));
  if (cents > BigInt(Number.MAX_SAFE_INTEGER)) return { ok: false, refusal: 'too_large' };
  return { ok: true, value: negative ? -Number(cents) : Number(cents) };
}

/** Dollars without cents, for overviews: `$1,234,568`. */
export const formatDollars = (cents: number): string => formatNumber(cents / 100, 'dollars');

/** Dollars with cents, where money is decided: `$1,234,567.80`. */
export const formatCents = (cents: number): string => formatNumber(cents / 100, 'cents');

/** Short dollars for a headline: `$1.2M`. */
export const formatShortDollars = (cents: number): string =>
  Math.abs(cents) < 100_000 ? formatDollars(cents) : formatNumber(cents / 100, 'shortDollars');

/** A change with its sign: `+$1,200`, `-$350`. */
export const formatDollarChange = (cents: number): string => formatNumber(cents / 100, 'dollarChange');

/** The amount as a person would type it: no sign of currency, cents only when there are any. */
export function editableCents(cents: number): string {
  return formatNumber(cents / 100, cents % 100 === 0 ? 'plainWhole' : 'plainCents');
}
