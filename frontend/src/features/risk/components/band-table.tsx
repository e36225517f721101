import { type Column, DataTable } from '@kit/data-table';
import { TextField } from '@kit/text-field';
import { formatDollars } from '@lib/money';
import { formatBp, formatDecimal, formatWhole } from '@lib/number-format';
import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { reachOf, type SchoolBand } from '../model/school-bands';
import { Band } from './band';

/** Every school's band: eight of ten simulated counts put its budget between the two ends. */
export function BandTable({ bands }: { bands: readonly SchoolBand[] }) {
  const { t } = useLingui();
  const [search, setSearch] = useState('');
  const reach = reachOf(bands);
  const needle = search.trim().toLowerCase();
  const rows = needle === '' ? bands : bands.filter((band) => band.name.toLowerCase().includes(needle) || band.schoolId.toLowerCase().includes(needle));
  const columns: Column<SchoolBand>[] = [
    { id: 'name', header: t`School`, cell: (row) => row.name, sortValue: (row) => row.name, width: 13 },
    {
      id: 'pupils',
      header: t`Pupils`,
      cell: (row) => t`${formatDecimal(row.pupils)} now, ${formatWhole(row.pupilsLow)} to ${formatWhole(row.pupilsHigh)}`,
      sortValue: (row) => row.pupils,
      align: 'end',
      width: 11,
      hideBelow: 'lg',
    },
    { id: 'planned', header: t`Planned`, unit: '$', cell: (row) => formatDollars(row.plannedCents), sortValue: (row) => row.plannedCents, align: 'end', width: 8, hideBelow: 'sm' },
    { id: 'low', header: t`From`, unit: '$', cell: (row) => formatDollars(row.lowCents), sortValue: (row) => row.lowCents, align: 'end', width: 8 },
    { id: 'high', header: t`To`, unit: '$', cell: (row) => formatDollars(row.highCents), sortValue: (row) => row.highCents, align: 'end', width: 8 },
    { id: 'band', header: t`Around the plan`, cell: (row) => <Band band={row} reach={reach} />, sortValue: (row) => row.high - row.low, width: 10, hideBelow: 'md' },
    { id: 'falling', header: t`Falls in`, unit: '%', cell: (row) => formatBp(row.fallingBp), sortValue: (row) => row.fallingBp, align: 'end', width: 6, hideBelow: 'sm' },
  ];
  return (
    <DataTable
      caption={t`Budgets that eight of ten counts lie between; the tall mark is today’s plan, the blue one the middle`}
      columns={columns}
      rows={rows}
      rowId={(row) => row.schoolId}
      initialSort={{ columnId: 'falling', direction: 'descending' }}
      toolbar={<TextField label={t`Find a school`} value={search} onChange={setSearch} />}
    />
  );
}
