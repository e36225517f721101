import { DataTable } from '@kit/data-table';
import { DiffValue } from '@kit/diff-value';
import { TextField } from '@kit/text-field';
import { Why } from '@kit/why';
import { formatDollars } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { type DiffRow, largestOf, sumOf } from '../model/result-diff';

type DiffTableProps = { rows: readonly DiffRow[]; caption?: string; hasPublished: boolean };

const dollarsOrDash = (cents: number | null) => (cents === null ? '–' : formatDollars(cents));

/** Every school's new total beside what is published now and what it had last year. */
export function DiffTable({ rows, caption, hasPublished }: DiffTableProps) {
  const { t } = useLingui();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = wanted === '' ? rows : rows.filter((row) => `${row.name} ${row.schoolId}`.toLowerCase().includes(wanted));
  const hasLastYear = rows.some((row) => row.sinceLastYearCents !== null);
  const largestSincePublished = largestOf(rows, (row) => row.sincePublishedCents);
  const largestSinceLastYear = largestOf(rows, (row) => row.sinceLastYearCents);
  return (
    <DataTable
      caption={caption ?? (hasPublished || hasLastYear ? t`Totals in dollars, largest losses first` : t`Totals in dollars; there is nothing yet to compare them with`)}
      rows={shown}
      rowId={(row) => row.schoolId}
      initialSort={{ columnId: hasPublished ? 'since_published' : hasLastYear ? 'since_last_year' : 'name', direction: 'ascending' }}
      toolbar={<TextField label={t`Find a school`} type="search" value={search} onChange={setSearch} className="w-64 max-w-full" />}
      columns={[
        { id: 'name', header: t`School`, cell: (row) => row.name, sortValue: (row) => row.name, footer: <Trans>{shown.length} schools</Trans> },
        { id: 'new', header: t`New total`, align: 'end', cell: (row) => <Why subject={{ school_id: row.schoolId }} title={row.name}>{formatDollars(row.newCents)}</Why>, sortValue: (row) => row.newCents, footer: dollarsOrDash(sumOf(shown, (row) => row.newCents)) },
        ...(hasPublished
          ? [
              { id: 'published', header: t`Published now`, align: 'end' as const, hideBelow: 'md' as const, cell: (row: DiffRow) => dollarsOrDash(row.publishedCents), sortValue: (row: DiffRow) => row.publishedCents, footer: dollarsOrDash(sumOf(shown, (row) => row.publishedCents)) },
              { id: 'since_published', header: t`Against published`, align: 'end' as const, cell: (row: DiffRow) => <DiffValue value={row.sincePublishedCents} largest={largestSincePublished} />, sortValue: (row: DiffRow) => row.sincePublishedCents, footer: <DiffValue value={sumOf(shown, (row) => row.sincePublishedCents)} /> },
            ]
          : []),
        { id: 'last_year', header: t`Last year`, align: 'end', hideBelow: 'md', cell: (row) => (row.lastYearCents === null ? '–' : <Why subject={{ school_id: row.schoolId, figure: 'current' }} title={`${row.name}: ${t`Last year`}`}>{formatDollars(row.lastYearCents)}</Why>), sortValue: (row) => row.lastYearCents, footer: dollarsOrDash(sumOf(shown, (row) => row.lastYearCents)) },
        { id: 'since_last_year', header: t`Against last year`, align: 'end', cell: (row) => (row.sinceLastYearCents === null ? '–' : <Why subject={{ school_id: row.schoolId, figure: 'change' }} title={`${row.name}: ${t`Against last year`}`}><DiffValue value={row.sinceLastYearCents} largest={largestSinceLastYear} /></Why>), sortValue: (row) => row.sinceLastYearCents, footer: <DiffValue value={sumOf(shown, (row) => row.sinceLastYearCents)} /> },
      ]}
    />
  );
}
