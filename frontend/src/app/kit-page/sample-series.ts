import type { DensePoint } from '@charts/dense-scatter';
import type { WaterfallStep } from '@charts/waterfall';
import type { YearLine } from '@charts/year-lines';
import { SAMPLE_SCHOOLS } from './sample-schools';

export const POINTS = SAMPLE_SCHOOLS.map((school) => ({
  id: school.id,
  label: school.name,
  group: school.level,
  x: Math.round(school.povertyShare * 10_000),
  y: Math.round(school.totalCents / school.pupils),
}));

/** A formula's cost and what it does; the schools' own spread stands for that of formulas. */
export const FORMULAS: readonly DensePoint[] = SAMPLE_SCHOOLS.flatMap((school, index) =>
  [0, 1].map((half) => ({
    index: index * 2 + half,
    x: Math.round(school.totalCents / (half + 2)),
    y: Math.round(school.povertyShare * 2_000 + (school.totalCents % 997) - half * 120),
    isFaint: index % 3 === 0,
  })),
);
export const TODAY = 401;

export const BARS = Array.from({ length: 10 }, (_, decile) => ({
  id: String(decile + 1),
  label: `Tenth ${decile + 1}`,
  value: 760_000 + decile * 24_000,
  before: 790_000 + decile * 14_000,
}));

const PEOPLE = [3, 9, 18, 31, 42, 38, 29, 20, 13, 7, 3, 1];
export const SPANS = PEOPLE.map((count, index) => ({ low: index * 0.08, high: (index + 1) * 0.08, count }));

export const YEARS = ['2026–27', '2027–28', '2028–29', '2029–30', '2030–31'];
export const LINES: readonly YearLine[] = [
  { id: 'neediest', label: 'Neediest tenth', values: [981_000, 1_004_000, 1_022_000, 1_047_000, 1_061_000] },
  { id: 'least', label: 'Least needy tenth', values: [792_000, 798_000, 805_000, null, null] },
  { id: 'without', label: 'Neediest tenth, without a change', values: [981_000, 986_000, 990_000, 993_000, 995_000], isShadow: true },
];

export const COSTS = Array.from({ length: 11 }, (_, step) => ({
  id: String(step),
  x: 9_000 + step * 100,
  y: Math.round(100_000_000 * 1.35 ** step),
}));

export const STEPS: readonly WaterfallStep[] = [
  { id: 'base', label: 'Base by level', amount_cents: 187_050_000, kind: 'change' },
  { id: 'poverty', label: 'Poverty', amount_cents: 41_230_000, kind: 'change' },
  { id: 'el', label: 'English learners', amount_cents: 18_400_000, kind: 'change' },
  { id: 'formula', label: 'Formula', amount_cents: 246_680_000, kind: 'total' },
  { id: 'gainers', label: 'Given to schools under their floor', amount_cents: -3_120_000, kind: 'change' },
  { id: 'total', label: 'Budget', amount_cents: 243_560_000, kind: 'total' },
];
