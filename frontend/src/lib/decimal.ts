/**
 * Reading numbers as people type them, without ever guessing.
 *
 * A separator is taken as the decimal point only when the text proves it; a text that could mean two amounts is refused,
 * because a wrong amount that looks right is worse than a question.
 */
export type NumberRefusal = 'empty' | 'not_a_number' | 'ambiguous' | 'too_many_decimals' | 'negative' | 'too_large';

export type DecimalParts = { negative: boolean; whole: string; fraction: string };
export type Parsed<T> = { ok: true; value: T } | { ok: false; refusal: NumberRefusal };

const GROUPED_BY_COMMA = /^\d{1,3}(,\d{3})+$/;
const GROUPED_BY_POINT = /^\d{1,3}(\.\d{3})+$/;
const GROUPED_BY_SPACE = /^\d{1,3}( \d{3})+$/;
const SPACES = /\s+/g;

/** Split a typed number into sign and digits, or say why it cannot be read. */
export function parseDecimal(text: string): Parsed<DecimalParts> {
  // A tab or a line break parts two cells; only a plain space can group thousands.
  if (/[\t\r\n]/.test(text.trim())) return { ok: false, refusal: 'not_a_number' };
  let rest = text.trim().replace(SPACES, ' ').replace(/[\u2212\u2013]/g, '-');
  if (rest === '') return { ok: false, refusal: 'empty' };
  let negative = false;
  // Accounts write a negative amount in brackets.
  if (/^\(.*\)$/.test(rest)) {
    negative = true;
    rest = rest.slice(1, -1).trim();
  }
  if (rest.startsWith('-') || rest.startsWith('+')) {
    if (negative) return { ok: false, refusal: 'not_a_number' };
    negative = rest.startsWith('-');
    rest = rest.slice(1).trim();
  }
  if (!/^[\d., ]*\d[\d., ]*$/.test(rest)) return { ok: false, refusal: 'not_a_number' };
  const split = splitAtDecimalPoint(rest);
  if (typeof split === 'string') return { ok: false, refusal: split };
  const whole = split.whole.replace(/^0+(?=\d)/, '');
  const isZero = /^0*$/.test(whole + split.fraction);
  return { ok: true, value: { negative: negative && !isZero, whole: whole === '' ? '0' : whole, fraction: split.fraction } };
}

function splitAtDecimalPoint(text: string): { whole: string; fraction: string } | NumberRefusal {
  const lastComma = text.lastIndexOf(',');
  const lastPoint = text.lastIndexOf('.');
  if (lastComma < 0 && lastPoint < 0) return wholeOf(text, GROUPED_BY_SPACE, ' ', '');
  // Both separators present: the later one is the decimal point, and the earlier one must group in threes.
  if (lastComma >= 0 && lastPoint >= 0) {
    const at = Math.max(lastComma, lastPoint);
    const [grouping, mark] = lastComma < lastPoint ? ([GROUPED_BY_COMMA, ','] as const) : ([GROUPED_BY_POINT, '.'] as const);
    return wholeOf(text.slice(0, at), grouping, mark, text.slice(at + 1));
  }
  if (lastComma >= 0) {
    if (GROUPED_BY_COMMA.test(text)) return { whole: text.replaceAll(',', ''), fraction: '' };
    // `4,32` is 4.32 in much of the world and a slip for 4,320 here.
    return /^[\d ]*,\d+$/.test(text) ? 'ambiguous' : 'not_a_number';
  }
  if (text.indexOf('.') !== lastPoint) {
    return GROUPED_BY_POINT.test(text) ? { whole: text.replaceAll('.', ''), fraction: '' } : 'not_a_number';
  }
  return wholeOf(text.slice(0, lastPoint), GROUPED_BY_SPACE, ' ', text.slice(lastPoint + 1));
}

function wholeOf(whole: string, grouping: RegExp, mark: string, fraction: string) {
  if (!/^\d*$/.test(fraction)) return 'not_a_number' as const;
  if (/^\d*$/.test(whole)) return { whole, fraction };
  if (!grouping.test(whole)) return 'not_a_number' as const;
  return { whole: whole.replaceAll(mark, ''), fraction };
}

/** A typed decimal as its canonical string (`1,000.50` gives `1000.5`), exact to the last digit. */
export function parseDecimalString(
  text: string,
  options: { maxDecimals: number; allowNegative?: boolean },
): Parsed<string> {
  const parsed = parseDecimal(text);
  if (!parsed.ok) return parsed;
  const { negative, whole, fraction } = parsed.value;
  const digits = fraction.replace(/0+$/, '');
  if (digits.length > options.maxDecimals) return { ok: false, refusal: 'too_many_decimals' };
  if (negative && options.allowNegative !== true) return { ok: false, refusal: 'negative' };
  if (whole.length > 15) return { ok: false, refusal: 'too_large' };
  return { ok: true, value: `${negative ? '-' : ''}${whole}${digits === '' ? '' : `.${digits}`}` };
}

/** A block copied from a spreadsheet, as rows of cells. */
export function parsePastedBlock(text: string): string[][] {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(/\n$/, '').split('\n');
  return lines.map((line) => line.split('\t').map((cell) => cell.trim()));
}

/** True when pasted text holds more than one cell. */
export const isPastedBlock = (text: string): boolean => /[\t\n\r]/.test(text.trim());
