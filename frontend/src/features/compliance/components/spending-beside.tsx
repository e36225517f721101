import { DataTable } from '@kit/data-table';
import { DiffValue } from '@kit/diff-value';
import { formatDollars } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { perPupilChange, type SpendingRow } from '../model/spending-rows';

type SpendingBesideProps = { rows: readonly SpendingRow[] };

const dollars = (cents: number | null | undefined) => (cents === null || cents === undefined ? '–' : formatDollars(cents));
const sum = (rows: readonly SpendingRow[], of: (row: SpendingRow) => number | undefined) => formatDollars(rows.reduce((total, row) => total + (of(row) ?? 0), 0));

/** What every school spent beside what it is to have. */
export function SpendingBeside({ rows }: SpendingBesideProps) {
  const { t } = useLingui();
  const largest = Math.max(0, ...rows.map((row) => Math.abs(perPupilChange(row) ?? 0)));
  return (
    <DataTable
      caption={t`Spent in the year before, and planned`}
      rows={rows}
      rowId={(row) => row.schoolId}
      columns={[
        { id: 'name', header: t`School`, cell: (row) => row.name, sortValue: (row) => row.name, footer: <Trans>{rows.length} schools</Trans> },
        { id: 'spent', header: t`Spent`, align: 'end', hideBelow: 'md', cell: (row) => dollars(row.actual?.total_cents), sortValue: (row) => row.actual?.total_cents ?? null, footer: sum(rows, (row) => row.actual?.total_cents) },
        { id: 'planned', header: t`Planned`, align: 'end', hideBelow: 'md', cell: (row) => dollars(row.planned?.total_cents), sortValue: (row) => row.planned?.total_cents ?? null, footer: sum(rows, (row) => row.planned?.total_cents) },
        { id: 'federal', header: t`Federal per pupil, spent`, align: 'end', hideBelow: 'lg', cell: (row) => dollars(row.actual?.federal_per_pupil_cents), sortValue: (row) => row.actual?.federal_per_pupil_cents ?? null },
        { id: 'spent_per_pupil', header: t`Per pupil, spent`, align: 'end', cell: (row) => dollars(row.actual?.per_pupil_cents), sortValue: (row) => row.actual?.per_pupil_cents ?? null },
        { id: 'planned_per_pupil', header: t`Per pupil, planned`, align: 'end', hideBelow: 'sm', cell: (row) => dollars(row.planned?.per_pupil_cents), sortValue: (row) => row.planned?.per_pupil_cents ?? null },
        { id: 'change', header: t`Change per pupil`, align: 'end', cell: (row) => <DiffValue value={perPupilChange(row)} largest={largest} />, sortValue: perPupilChange },
      ]}
    />
  );
}
