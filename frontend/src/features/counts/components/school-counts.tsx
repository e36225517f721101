import { type Column, DataTable } from '@kit/data-table';
import { DiffValue } from '@kit/diff-value';
import { Select } from '@kit/select';
import { TextField } from '@kit/text-field';
import type { CountGroups } from '@lib/api-types';
import { useDistrictNames } from '@lib/district-names';
import { formatDecimal } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { changeOf, type CountedAgain, countedAgain, hundredths, type SchoolRow, schoolRows } from '../model/count-groups';
import { Pupils } from './pupils';

type SchoolCountsProps = {
  version: CountGroups;
  /** The version that changes are counted from. */
  before: CountGroups | null;
  /** The group shown level by level; `null` shows all groups beside each other. */
  need: string | null;
  onNeed: (need: string | null) => void;
};

const ALL_GROUPS = '*groups';

/** Every school: one group by level, or all groups side by side. */
export function SchoolCounts({ version, before, need, onNeed }: SchoolCountsProps) {
  const { t } = useLingui();
  const { needName, levelName } = useDistrictNames();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const rows = schoolRows(version, before).filter((row) => `${row.name} ${row.schoolId}`.toLowerCase().includes(wanted));
  const total = version.district.by_group[version.groups.findIndex((group) => group.need_category === version.need_category)];
  const then = before?.district.by_group[before.groups.findIndex((group) => group.need_category === version.need_category)];
  const everyGroup = version.district.overlaps.find((overlap) => overlap.need_category === null);
  const name: Column<SchoolRow> = { id: 'name', header: t`School`, cell: (row) => row.name, sortValue: (row) => row.name, width: 20, footer: <Trans>District</Trans> };
  const byLevel: Column<SchoolRow>[] = [
    ...version.columns.map((column, at) => ({
      id: `${column.kind} ${column.name}`,
      header: levelName(column.name),
      align: 'end' as const,
      cell: (row: SchoolRow) => <Pupils count={row.byColumn[at] ?? null} />,
      sortValue: (row: SchoolRow) => hundredths(row.byColumn[at]),
      footer: <Pupils count={version.district.by_column[at] ?? null} />,
    })),
    { id: 'total', header: t`Together`, align: 'end', cell: (row) => <Pupils count={row.total} />, sortValue: (row) => hundredths(row.total), footer: <Pupils count={total} /> },
    ...(before === null
      ? []
      : [
          {
            id: 'change',
            header: t`Change from version ${before.version}`,
            align: 'end' as const,
            cell: (row: SchoolRow) => <DiffValue value={row.change} unit="pupils" />,
            sortValue: (row: SchoolRow) => row.change,
            footer: <DiffValue value={changeOf(then, total)} unit="pupils" />,
          },
        ]),
  ];
  const byGroup: Column<SchoolRow>[] = [
    ...version.groups.map((group, at) => ({
      id: group.need_category,
      header: needName(group.need_category),
      align: 'end' as const,
      cell: (row: SchoolRow) => <Pupils count={row.byGroup[at] ?? null} />,
      sortValue: (row: SchoolRow) => hundredths(row.byGroup[at]),
      footer: <Pupils count={version.district.by_group[at] ?? null} />,
    })),
    {
      id: 'again',
      header: t`Counted again`,
      align: 'end',
      cell: (row) => <Again found={row.again} />,
      sortValue: (row) => row.again?.again.least ?? null,
      footer: <Again found={countedAgain(everyGroup)} />,
    },
  ];
  return (
    <DataTable
      caption={need === null ? t`Pupils by school and group, version ${version.version}` : t`${needName(version.need_category)} by school and level, version ${version.version}`}
      rows={rows}
      rowId={(row) => row.schoolId}
      initialSort={{ columnId: 'name', direction: 'ascending' }}
      toolbar={
        <>
          <Select
            label={t`Show`}
            items={[
              { id: ALL_GROUPS, label: t`All groups side by side` },
              ...version.groups.map((group) => ({ id: group.need_category, label: t`${needName(group.need_category)}, by level` })),
            ]}
            selected={need ?? ALL_GROUPS}
            onSelect={(chosen) => onNeed(chosen === ALL_GROUPS ? null : chosen)}
            className="w-72 max-w-full"
          />
          <TextField label={t`Find a school`} value={search} onChange={setSearch} type="search" className="w-56 max-w-full" />
        </>
      }
      columns={[name, ...(need === null ? byGroup : byLevel)]}
    />
  );
}

function Again({ found }: { found: CountedAgain | null }) {
  if (found === null) return <Pupils count={null} />;
  const { least, most } = found.again;
  return <span className="whitespace-nowrap">{least === most ? formatDecimal(least) : `${formatDecimal(least)} – ${formatDecimal(most)}`}</span>;
}
