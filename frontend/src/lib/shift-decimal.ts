/** A decimal text times a power of ten, exact to the last digit: `shiftDecimal('0.555', 2)` is `55.5`. */
export function shiftDecimal(value: string, places: number): string {
  const [whole = '', fraction = ''] = value.replace(/^-/, '').split('.');
  const digits = whole + fraction;
  const point = whole.length + places;
  const padded = point <= 0 ? digits.padStart(digits.length - point + 1, '0') : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const right = padded.slice(at).replace(/0+$/, '');
  const sign = value.startsWith('-') && /[1-9]/.test(digits) ? '-' : '';
  return `${sign}${left}${right === '' ? '' : `.${right}`}`;
}
