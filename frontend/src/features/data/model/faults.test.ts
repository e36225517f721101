import type { ImportItem } from '@lib/api-types';
import { expect, it } from 'vitest';
import { faultsOf, faultyColumns, leavingOut } from './faults';

const item = (part: Partial<ImportItem>): ImportItem => ({
  file: 'counts.csv',
  row: 2,
  column: 'EL',
  value: 'x',
  code: 'not_a_number',
  message: 'not a number',
  remedy: 'Type a number.',
  ...part,
});

it('says what leaving rows out would leave out, and when it would not help', () => {
  expect(leavingOut({ errors: [], row_count: 9, accepted_count: 9 })).toEqual({ kind: 'none' });
  expect(leavingOut({ errors: [item({}), item({ row: 5 })], row_count: 9, accepted_count: 7 })).toEqual({ kind: 'possible', rowsOut: 2, rowsKept: 7 });
  expect(leavingOut({ errors: [item({ row: null })], row_count: 9, accepted_count: 9 })).toEqual({ kind: 'impossible', fileErrors: 1 });
  expect(leavingOut({ errors: [item({})], row_count: 1, accepted_count: 0 })).toEqual({ kind: 'impossible', fileErrors: 0 });
});

it('lists errors before warnings, without what the columns say themselves', () => {
  const faults = faultsOf({ errors: [item({})], warnings: [item({ code: 'ignored_column', row: null }), item({ code: 'big_change', column: 'SPED' })] });
  expect(faults.map((fault) => `${fault.severity} ${fault.code}`)).toEqual(['error not_a_number', 'warning big_change']);
  expect(faultyColumns([...faults, ...faultsOf({ errors: [item({ row: 3 })], warnings: [] })])).toEqual([
    { column: 'EL', count: 2 },
    { column: 'SPED', count: 1 },
  ]);
});
