import { downloadText, toCsv } from '@charts/download';
import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { DataTable } from '@kit/data-table';
import type { Compliance, SchoolSpending } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';

type SpendingTableProps = { spending: Compliance['spending']; isSpread: boolean };

const sum = (rows: readonly SchoolSpending[], of: (row: SchoolSpending) => number) => formatDollars(rows.reduce((total, row) => total + of(row), 0));
const asDollars = (cents: number) => (cents / 100).toFixed(2);

/** Whose money each school spends, and what of it is staff at its own salaries. */
export function SpendingTable({ spending, isSpread }: SpendingTableProps) {
  const { t } = useLingui();
  const rows = spending.schools;
  const central = spending.central;
  const headers = [t`School code`, t`School`, t`Pupils`, t`Federal, staff`, t`Federal, other`, t`State and local, staff`, t`State and local, other`, t`Central share`, t`Total`, t`Per pupil`];
  const csv = () =>
    toCsv({
      headers,
      rows: rows.map((row) => [
        row.school_id,
        row.name,
        row.pupils,
        asDollars(row.federal_personnel_cents),
        asDollars(row.federal_other_cents),
        asDollars(row.state_local_personnel_cents),
        asDollars(row.state_local_other_cents),
        asDollars(row.central_cents),
        asDollars(row.total_cents),
        row.per_pupil_cents === null ? '' : asDollars(row.per_pupil_cents),
      ]),
    });
  return (
    <Card
      title={t`Per-pupil expenditure`}
      description={
        <Trans>
          What this scenario plans, in the shape of the federal report, staff at actual salaries. Centrally:{' '}
          {formatDollars(central.federal_personnel_cents + central.federal_other_cents)} federal and{' '}
          {formatDollars(central.state_local_personnel_cents + central.state_local_other_cents)} state and local.
        </Trans>
      }
      actions={
        <Button size="small" icon="download" onPress={() => downloadText('per-pupil-expenditure.csv', csv(), 'text/csv')}>
          <Trans>CSV</Trans>
        </Button>
      }
      flush
    >
      <DataTable
        caption={isSpread ? t`Dollars by school; central spending is spread by pupils` : t`Dollars by school; central spending stands apart`}
        rows={rows}
        rowId={(row) => row.school_id}
        columns={[
          { id: 'name', header: t`School`, cell: (row) => row.name, sortValue: (row) => row.name, footer: <Trans>{rows.length} schools</Trans> },
          { id: 'federal_staff', header: t`Federal, staff`, align: 'end', hideBelow: 'lg', cell: (row) => formatDollars(row.federal_personnel_cents), sortValue: (row) => row.federal_personnel_cents, footer: sum(rows, (row) => row.federal_personnel_cents) },
          { id: 'federal_other', header: t`Federal, other`, align: 'end', hideBelow: 'lg', cell: (row) => formatDollars(row.federal_other_cents), sortValue: (row) => row.federal_other_cents, footer: sum(rows, (row) => row.federal_other_cents) },
          { id: 'state_staff', header: t`State and local, staff`, align: 'end', hideBelow: 'md', cell: (row) => formatDollars(row.state_local_personnel_cents), sortValue: (row) => row.state_local_personnel_cents, footer: sum(rows, (row) => row.state_local_personnel_cents) },
          { id: 'state_other', header: t`State and local, other`, align: 'end', hideBelow: 'md', cell: (row) => formatDollars(row.state_local_other_cents), sortValue: (row) => row.state_local_other_cents, footer: sum(rows, (row) => row.state_local_other_cents) },
          ...(isSpread
            ? [{ id: 'central', header: t`Central share`, align: 'end' as const, hideBelow: 'lg' as const, cell: (row: SchoolSpending) => formatDollars(row.central_cents), sortValue: (row: SchoolSpending) => row.central_cents, footer: sum(rows, (row) => row.central_cents) }]
            : []),
          { id: 'per_pupil', header: t`Per pupil`, align: 'end', cell: (row) => (row.per_pupil_cents === null ? '–' : formatDollars(row.per_pupil_cents)), sortValue: (row) => row.per_pupil_cents },
        ]}
      />
    </Card>
  );
}
