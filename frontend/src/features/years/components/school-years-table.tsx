import { type Column, DataTable } from '@kit/data-table';
import { DiffValue } from '@kit/diff-value';
import { TextField } from '@kit/text-field';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatDollars } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { SchoolYears } from '../model/year-rows';

type SchoolYearsTableProps = { rows: readonly SchoolYears[]; together: SchoolYears; years: readonly number[] };

const dollarsOrDash = (cents: number | null) => (cents === null ? '–' : formatDollars(cents));

/** Every school's amount, year by year. */
export function SchoolYearsTable({ rows, together, years }: SchoolYearsTableProps) {
  const { t } = useLingui();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = wanted === '' ? rows : rows.filter((row) => `${row.name} ${row.schoolId}`.toLowerCase().includes(wanted));
  const isWhole = shown.length === rows.length;
  const yearColumns = years.map(
    (year, index): Column<SchoolYears> => ({
      id: String(year),
      header: fiscalYearName(year),
      align: 'end',
      ...(index < years.length - 1 && { hideBelow: 'md' as const }),
      cell: (row) => formatDollars(row.totals[index] ?? 0),
      sortValue: (row) => row.totals[index] ?? 0,
      ...(isWhole && { footer: formatDollars(together.totals[index] ?? 0) }),
    }),
  );
  return (
    <DataTable
      caption={t`Dollars a year, largest losses first`}
      rows={shown}
      rowId={(row) => row.schoolId}
      initialSort={{ columnId: 'share', direction: 'ascending' }}
      toolbar={<TextField label={t`Find a school`} type="search" value={search} onChange={setSearch} className="w-64 max-w-full" />}
      columns={[
        { id: 'name', header: t`School`, cell: (row) => row.name, sortValue: (row) => row.name, footer: <Trans>{shown.length} schools</Trans> },
        {
          id: 'now',
          header: t`Now`,
          align: 'end',
          hideBelow: 'lg',
          cell: (row) => dollarsOrDash(row.beforeCents),
          sortValue: (row) => row.beforeCents,
          ...(isWhole && { footer: dollarsOrDash(together.beforeCents) }),
        },
        ...yearColumns,
        {
          id: 'change',
          header: t`Over all years`,
          align: 'end',
          cell: (row) => <DiffValue value={row.changeCents} />,
          sortValue: (row) => row.changeCents,
          ...(isWhole && { footer: <DiffValue value={together.changeCents} /> }),
        },
        {
          id: 'share',
          header: t`In percent`,
          align: 'end',
          hideBelow: 'sm',
          cell: (row) => <DiffValue value={row.changeBp} unit="bp" />,
          sortValue: (row) => row.changeBp,
          ...(isWhole && { footer: <DiffValue value={together.changeBp} unit="bp" /> }),
        },
      ]}
    />
  );
}
