import { describe, expect, it } from 'vitest';
import { matrixCsv, matrixOf, oneCents, type MatrixRow } from './matrix';

const row = (source_id: string | null, level: string, need_category: string, rate_dollars: string): MatrixRow => ({ source_id, level, need_category, rate_dollars, weight: '1.000000', weight_own_level: null });

const ROWS = [
  row('A', 'k', 'all', '1000.00'),
  row('A', 'k', 'poverty', '0.00'),
  row('A', 'high', 'all', '0.00'),
  row(null, 'k', 'all', '1000.104999'),
  row(null, 'k', 'poverty', '250.000001'),
  row(null, 'high', 'all', '1200.00'),
  row(null, 'high', 'poverty', '0.00'),
];

describe('dollars per pupil', () => {
  it('shows of a source the levels and needs that it pays', () => {
    const own = matrixOf(ROWS, 'A');
    expect([own.levels, own.needs, own.without]).toEqual([['k'], ['all'], ['poverty']]);
    expect(own.value('k', 'all', 'rate')).toBe('1000.00');
    expect(own.value('k', 'poverty', 'rate')).toBeNull();
    expect(own.value('k', 'all', 'weight_own_level')).toBeNull();
    expect(matrixOf(ROWS, 'B').levels).toEqual([]);
  });

  it('adds one pupil up, rounded once', () => {
    const all = matrixOf(ROWS, null);
    expect(oneCents(all, 'k', ['poverty'])).toBe(125_011);
    expect(oneCents(all, 'high', ['poverty'])).toBe(120_000);
  });

  it('writes the file of the command line', () => {
    expect(matrixCsv(ROWS.slice(0, 1))).toBe('source_id,level,need_category,rate_dollars,weight,weight_own_level\nA,k,all,1000.00,1.000000,\n');
  });
});
