import type { AllocationResult, AllocationRun } from '@lib/api-types';
import { expect, it } from 'vitest';
import { currentRun } from './current-run';
import { diffRows, largestOf, sumOf } from './result-diff';
import { allocationsCsv, schoolTotalsCsv } from './result-files';

const result = (part: Partial<AllocationResult>) =>
  ({
    school_ids: ['1', '2'],
    school_names: ['Acorn, North', '=Beacon'],
    pupil_counts: ['10.00', '20.50'],
    totals_cents: [150, 200_005],
    formula_cents: [150, 200_005],
    top_up_cents: [0, 0],
    reduction_cents: [0, -5],
    current_cents: [100, null],
    change_cents: [50, null],
    components: [{ component_id: 'S/pool', source_id: 'S', kind: 'weighted_pool', label: 'Pool', amounts_cents: [0, -5] }],
    ...part,
  }) as AllocationResult;

it('compares school by school, with schools that are new and schools that are gone', () => {
  const rows = diffRows(result({}), result({ school_ids: ['2', '3'], school_names: ['Beacon', 'Closed'], totals_cents: [200_000, 70] }));
  expect(rows.map((row) => [row.schoolId, row.sincePublishedCents, row.sinceLastYearCents])).toEqual([
    ['1', null, 50],
    ['2', 5, null],
    ['3', -70, null],
  ]);
  expect(sumOf(rows, (row) => row.sincePublishedCents)).toBe(-65);
  expect(largestOf(rows, (row) => row.sincePublishedCents)).toBe(70);
  expect(sumOf(diffRows(result({}), null), (row) => row.sincePublishedCents)).toBeNull();
});

it('writes files in dollars and cents that no spreadsheet runs as a formula', () => {
  expect(allocationsCsv(result({})).split('\r\n')[1]).toBe("2,'=Beacon,S,S/pool,Pool,-0.05");
  expect(schoolTotalsCsv(result({})).split('\r\n').slice(1, 3)).toEqual([
    '1,"Acorn, North",10.00,1.50,0.00,0.00,1.50,1.00,0.50',
    "2,'=Beacon,20.50,2000.05,0.00,-0.05,2000.05,,",
  ]);
});

const run = (run_id: string, published_at: string, supersedes_run_id: string | null) =>
  ({ run_id, published_at, supersedes_run_id }) as AllocationRun;

it('takes as in force the newest run that no other replaced', () => {
  expect(currentRun([run('a', '2026-06-01', null), run('b', '2026-07-01', 'a')])?.run_id).toBe('b');
  expect(currentRun([])).toBeNull();
});
