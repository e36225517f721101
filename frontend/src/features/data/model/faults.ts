import type { ImportItem } from '@lib/api-types';

export type Fault = ImportItem & { severity: 'error' | 'warning'; key: string };

export function faultsOf(report: { errors: readonly ImportItem[]; warnings: readonly ImportItem[] }): Fault[] {
  const marked = (items: readonly ImportItem[], severity: Fault['severity']) =>
    items.map((item, place) => Object.assign({}, item, { severity, key: `${severity} ${place}` }));
  return [...marked(report.errors, 'error'), ...marked(report.warnings.filter((warning) => warning.code !== SAID_ELSEWHERE), 'warning')];
}

/** That a column is not used stands beside the column itself. */
const SAID_ELSEWHERE = 'ignored_column';

/** The columns that have faults, the worst first. */
export function faultyColumns(faults: readonly Fault[]): { column: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { column } of faults) if (column !== null && column !== '') counts.set(column, (counts.get(column) ?? 0) + 1);
  return [...counts].map(([column, count]) => ({ column, count })).toSorted((one, other) => other.count - one.count);
}

export type LeavingOut =
  | { kind: 'none' }
  /** Something is wrong with the file as a whole: leaving rows out does not cure it. */
  | { kind: 'impossible'; fileErrors: number }
  | { kind: 'possible'; rowsOut: number; rowsKept: number };

/** What would be left out if the faulty rows were. */
export function leavingOut(report: { errors: readonly ImportItem[]; row_count: number; accepted_count: number }): LeavingOut {
  if (report.errors.length === 0) return { kind: 'none' };
  const fileErrors = report.errors.filter((error) => error.row === null).length;
  if (fileErrors > 0 || report.accepted_count === 0) return { kind: 'impossible', fileErrors };
  return { kind: 'possible', rowsOut: report.row_count - report.accepted_count, rowsKept: report.accepted_count };
}
