import { DataTable } from '@kit/data-table';
import { DiffValue } from '@kit/diff-value';
import { TextField } from '@kit/text-field';
import { Why } from '@kit/why';
import type { RecountedSchool } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { formatDecimal } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';

const sum = (schools: readonly RecountedSchool[], of: (school: RecountedSchool) => number | null) => schools.reduce((total, school) => total + (of(school) ?? 0), 0);
const pupilsOrDash = (pupils: string | null) => (pupils === null ? '–' : formatDecimal(pupils));

/** Every school before and after a recount. */
export function RecountTable({ schools }: { schools: readonly RecountedSchool[] }) {
  const { t } = useLingui();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = wanted === '' ? schools : schools.filter((school) => `${school.school_name} ${school.school_id}`.toLowerCase().includes(wanted));
  const largest = Math.max(0, ...schools.map((school) => Math.abs(school.change_cents ?? 0)));
  return (
    <DataTable
      caption={t`Before and after the recount, largest changes first`}
      rows={shown}
      rowId={(school) => school.school_id}
      initialSort={{ columnId: 'change', direction: 'descending' }}
      toolbar={<TextField label={t`Find a school`} type="search" value={search} onChange={setSearch} className="w-64 max-w-full" />}
      columns={[
        { id: 'name', header: t`School`, cell: (row) => row.school_name, sortValue: (row) => row.school_name, footer: <Trans>{shown.length} schools</Trans> },
        {
          id: 'pupils',
          header: t`Pupils`,
          align: 'end',
          cell: (row) => `${pupilsOrDash(row.pupils_before)} → ${pupilsOrDash(row.pupils_after)}`,
          sortValue: (row) => Number(row.pupils_after) - Number(row.pupils_before ?? 0),
        },
        { id: 'published', header: t`Published`, align: 'end', hideBelow: 'md', cell: (row) => (row.published_cents === null ? '–' : <Why subject={{ school_id: row.school_id }} title={`${row.school_name}: ${t`Published`}`}>{formatDollars(row.published_cents)}</Why>), sortValue: (row) => row.published_cents, footer: formatDollars(sum(shown, (row) => row.published_cents)) },
        { id: 'formula', header: t`By the new counts`, align: 'end', hideBelow: 'lg', cell: (row) => formatDollars(row.formula_cents), sortValue: (row) => row.formula_cents, footer: formatDollars(sum(shown, (row) => row.formula_cents)) },
        { id: 'recounted', header: t`After the recount`, align: 'end', hideBelow: 'sm', cell: (row) => formatDollars(row.recounted_cents), sortValue: (row) => row.recounted_cents, footer: formatDollars(sum(shown, (row) => row.recounted_cents)) },
        { id: 'change', header: t`Change`, align: 'end', cell: (row) => <DiffValue value={row.change_cents} largest={largest} />, sortValue: (row) => row.change_cents, footer: <DiffValue value={sum(shown, (row) => row.change_cents)} /> },
      ]}
    />
  );
}
