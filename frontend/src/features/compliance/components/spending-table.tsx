import { downloadText, toCsv } from '@charts/download';
import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { DataTable } from '@kit/data-table';
import { RadioGroup } from '@kit/radio-group';
import type { Compliance, SchoolSpending } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatDollars } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { besideEachOther, type SpendingView } from '../model/spending-rows';
import { SpendingBeside } from './spending-beside';

type SpendingTableProps = { spending: Compliance['spending']; isSpread: boolean; fiscalYear: number };

const sum = (rows: readonly SchoolSpending[], of: (row: SchoolSpending) => number) => formatDollars(rows.reduce((total, row) => total + of(row), 0));
const asDollars = (cents: number) => (cents / 100).toFixed(2);

/** Whose money each school spends, and what of it is staff at its own salaries: as planned, and as it was spent. */
export function SpendingTable({ spending, isSpread, fiscalYear }: SpendingTableProps) {
  const { t } = useLingui();
  const [view, setView] = useState<SpendingView>('beside');
  const { actual } = spending;
  const shown: SpendingView = actual === null ? 'planned' : view;
  const central = (shown === 'actual' ? actual?.central : null) ?? spending.central;
  const centrally: ReactNode = (
    <Trans>
      Centrally: {formatDollars(central.federal_personnel_cents + central.federal_other_cents)} federal and {formatDollars(central.state_local_personnel_cents + central.state_local_other_cents)} state
      and local.
    </Trans>
  );
  return (
    <Card
      title={t`Per-pupil expenditure`}
      description={
        actual === null ? (
          <>
            <Trans>What this scenario plans, in the shape of the federal report, staff at actual salaries. Import actual expenditures to see what the year before really spent.</Trans> {centrally}
          </>
        ) : shown === 'planned' ? (
          <>
            <Trans>What this scenario plans for {fiscalYearName(fiscalYear)}, staff at actual salaries.</Trans> {centrally}
          </>
        ) : shown === 'actual' ? (
          <>
            <Trans>
              What was spent in {fiscalYearName(actual.fiscal_year)}: {actual.file_name}, version {actual.version}.
            </Trans>{' '}
            {centrally}
          </>
        ) : (
          <Trans>
            What was spent in {fiscalYearName(actual.fiscal_year)} ({actual.file_name}, version {actual.version}) beside what this scenario plans for {fiscalYearName(fiscalYear)}.
          </Trans>
        )
      }
      actions={<ReportCsv spending={spending} fiscalYear={fiscalYear} />}
      flush
    >
      {actual !== null && (
        <div data-print="hide" className="px-4 pb-3 sm:px-6">
          <RadioGroup
            label={t`Show`}
            isInline
            items={[
              { id: 'beside', label: t`Side by side` },
              { id: 'actual', label: t`Spent` },
              { id: 'planned', label: t`Planned` },
            ]}
            selected={view}
            onSelect={setView}
          />
        </div>
      )}
      {shown === 'beside' ? <SpendingBeside rows={besideEachOther(spending)} /> : <OneReport rows={shown === 'actual' && actual !== null ? actual.schools : spending.schools} isSpread={isSpread} />}
    </Card>
  );
}

/** One year's report, school by school. */
function OneReport({ rows, isSpread }: { rows: readonly SchoolSpending[]; isSpread: boolean }) {
  const { t } = useLingui();
  return (
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
  );
}

/** Both years in one file, a row for each school and year and one for the central office, for the state's own form. */
function ReportCsv({ spending, fiscalYear }: { spending: Compliance['spending']; fiscalYear: number }) {
  const { t } = useLingui();
  const headers = [t`Fiscal year`, t`Planned or spent`, t`School code`, t`School`, t`Pupils`, t`Federal, staff`, t`Federal, other`, t`State and local, staff`, t`State and local, other`, t`Central share`, t`Total`, t`Per pupil`];
  const lines = (year: number, what: string, report: { schools: readonly SchoolSpending[]; central: Compliance['spending']['central'] }) => [
    ...report.schools.map((row) => [
      year,
      what,
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
    [
      year,
      what,
      '',
      t`Central office`,
      '',
      asDollars(report.central.federal_personnel_cents),
      asDollars(report.central.federal_other_cents),
      asDollars(report.central.state_local_personnel_cents),
      asDollars(report.central.state_local_other_cents),
      '',
      asDollars(report.central.federal_personnel_cents + report.central.federal_other_cents + report.central.state_local_personnel_cents + report.central.state_local_other_cents),
      '',
    ],
  ];
  const csv = () =>
    toCsv({
      headers,
      rows: [...(spending.actual === null ? [] : lines(spending.actual.fiscal_year, t`Spent`, spending.actual)), ...lines(fiscalYear, t`Planned`, spending)],
    });
  return (
    <Button size="small" icon="download" onPress={() => downloadText('per-pupil-expenditure.csv', csv(), 'text/csv')}>
      <Trans>CSV</Trans>
    </Button>
  );
}
