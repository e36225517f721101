import type { CountGroups } from '@lib/api-types';
import { describe, expect, it } from 'vitest';
import { changeOf, countedAgain, groupRows, schoolRows } from './count-groups';

const line = (by_group: (string | null)[], by_column: (string | null)[], overlap: (string | null)[] = ['30.00', '20.00', '25.00']) => ({
  by_group,
  by_column,
  overlaps: [{ need_category: null, groups_sum: overlap[0] ?? null, at_least: overlap[1] ?? null, at_most: overlap[2] ?? null }],
});

const version = (changes: Partial<CountGroups> = {}): CountGroups => ({
  import_id: 'i',
  fiscal_year: 2027,
  version: 1,
  need_category: 'all',
  small_hidden: false,
  fewest_shown: 10,
  groups: [
    { need_category: 'all', kind: 'everybody', of: [], may_repeat: false },
    { need_category: 'poverty', kind: 'overlapping', of: [], may_repeat: false },
  ],
  columns: [{ name: 'k', kind: 'level', levels: ['k'] }],
  district: line(['100.10', '40.00'], ['100.10']),
  schools: [{ school_id: 'A', school_name: 'Alder', ...line(['100.10', '40.00'], ['100.10']) }],
  ...changes,
});

describe('counts by group', () => {
  it('changes exactly, and says nothing of what is hidden', () => {
    expect(changeOf('0.10', '0.30')).toBe(0.2);
    expect(changeOf(null, '3.00')).toBeNull();
  });

  it('says between what the pupils counted again lie', () => {
    expect(countedAgain(version().district.overlaps[0])).toEqual({ groupsSum: 30, atLeast: 20, atMost: 25, again: { least: 5, most: 10 } });
    expect(countedAgain(line([], [], [null, null, null]).overlaps[0])).toBeNull();
    expect(countedAgain(undefined)).toBeNull();
  });

  it('sets versions side by side, with a union that only one of them has under its parts', () => {
    const later = version({
      groups: [
        { need_category: 'all', kind: 'everybody', of: [], may_repeat: false },
        { need_category: 'any', kind: 'union', of: ['poverty', 'foster'], may_repeat: false },
        { need_category: 'foster', kind: 'overlapping', of: [], may_repeat: false },
      ],
      district: line(['90.10', '45.00', null], ['90.10']),
    });
    expect(groupRows([version(), later]).map((row) => [row.group.need_category, row.pupils, row.change])).toEqual([
      ['all', ['100.10', '90.10'], -10],
      ['poverty', ['40.00', undefined], null],
      ['foster', [undefined, null], null],
      ['any', [undefined, '45.00'], null],
    ]);
    expect(groupRows([version()])[0]?.change).toBeNull();
  });

  it('compares a school with itself, and not with one that was not there', () => {
    const grown = version({ schools: [{ school_id: 'A', school_name: 'Alder', ...line(['101.10', '40.00'], ['101.10']) }, { school_id: 'B', school_name: 'Birch', ...line(['5.00', '1.00'], ['5.00']) }] });
    expect(schoolRows(grown, version()).map((row) => row.change)).toEqual([1, null]);
    expect(schoolRows(grown, null).map((row) => row.total)).toEqual(['101.10', '5.00']);
  });
});
