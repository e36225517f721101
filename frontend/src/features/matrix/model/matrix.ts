import type { RunMatrix } from '@lib/api-types';

export type MatrixRow = RunMatrix['matrix'][number];
export type Figure = 'rate' | 'weight' | 'weight_own_level';

const VALUES = {
  rate: (row: MatrixRow) => row.rate_dollars,
  weight: (row: MatrixRow) => row.weight,
  weight_own_level: (row: MatrixRow) => row.weight_own_level,
};

/** One source's matrix, or that of all together (`null`): levels and needs in their order. */
export type Matrix = {
  levels: string[];
  /** Those that bring money on some level. */
  needs: string[];
  /** Those that bring none. */
  without: string[];
  /** A decimal text; `null` where nothing is paid. */
  value: (level: string, need: string, figure: Figure) => string | null;
};

export function matrixOf(rows: readonly MatrixRow[], sourceId: string | null): Matrix {
  const mine = rows.filter((row) => row.source_id === sourceId);
  const cells = new Map(mine.map((row) => [`${row.level} ${row.need_category}`, row]));
  const isPaid = (row: MatrixRow) => Number(row.rate_dollars) !== 0;
  const paying = new Set(mine.filter(isPaid).map((row) => row.need_category));
  const reached = new Set(mine.filter(isPaid).map((row) => row.level));
  const needs = [...new Set(mine.map((row) => row.need_category))];
  return {
    levels: [...new Set(mine.map((row) => row.level))].filter((level) => reached.has(level)),
    needs: needs.filter((need) => paying.has(need)),
    without: needs.filter((need) => !paying.has(need)),
    value: (level, need, figure) => {
      const row = cells.get(`${level} ${need}`);
      return row === undefined || !isPaid(row) ? null : VALUES[figure](row);
    },
  };
}

/** Dollars of one pupil in cents: what every pupil of the level brings, and what each need adds. */
export function oneCents(matrix: Matrix, level: string, needs: readonly string[]): number {
  // Rates have six decimals at most, so millionths add up exactly.
  const millionths = ['all', ...needs].reduce((sum, need) => sum + Math.round(Number(matrix.value(level, need, 'rate') ?? 0) * 1_000_000), 0);
  return Math.round(millionths / 10_000);
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** The file that the command line writes as matrix.csv. */
export const matrixCsv = (rows: readonly MatrixRow[]): string =>
  ['source_id,level,need_category,rate_dollars,weight,weight_own_level']
    .concat(rows.map((row) => [row.source_id ?? '', row.level, row.need_category, row.rate_dollars, row.weight ?? '', row.weight_own_level ?? ''].map((cell) => (/[",]/.test(cell) ? quoted(cell) : cell)).join(',')))
    .join('\n')
    .concat('\n');
