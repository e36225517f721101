import { DataTable, type Column } from '@kit/data-table';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatDollars } from '@lib/money';
import { formatDecimal } from '@lib/number-format';
import { useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import type { Borrowed } from '../api/library';
import { Change } from './group-table';

type Row = { schoolId: string; name: string; pupils: number; ours: number; theirs: number };

export function BorrowedSchools({ borrowed, fiscalYear }: { borrowed: Borrowed; fiscalYear: number }) {
  const { t } = useLingui();
  const rows = useMemo(
    () =>
      borrowed.school_ids.map(
        (schoolId, index): Row => ({
          schoolId,
          name: borrowed.school_names[index] ?? schoolId,
          pupils: Number(borrowed.pupil_counts[index] ?? 0),
          ours: borrowed.ours_cents[index] ?? 0,
          theirs: borrowed.theirs_cents[index] ?? 0,
        }),
      ),
    [borrowed],
  );
  const perPupil = (row: Row) => (row.pupils === 0 ? 0 : Math.round((row.theirs - row.ours) / row.pupils));
  const sum = (pick: (row: Row) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const columns: Column<Row>[] = [
    { id: 'school', header: t`School`, cell: (row) => row.name, sortValue: (row) => row.name, width: 16, footer: t`All schools` },
    { id: 'pupils', header: t`Pupils`, cell: (row) => formatDecimal(row.pupils), sortValue: (row) => row.pupils, align: 'end', hideBelow: 'lg', footer: formatDecimal(sum((row) => row.pupils)) },
    { id: 'ours', header: t`Our formula`, unit: '$', cell: (row) => formatDollars(row.ours), sortValue: (row) => row.ours, align: 'end', hideBelow: 'md', footer: formatDollars(sum((row) => row.ours)) },
    { id: 'theirs', header: t`Theirs`, unit: '$', cell: (row) => formatDollars(row.theirs), sortValue: (row) => row.theirs, align: 'end', hideBelow: 'sm', footer: formatDollars(sum((row) => row.theirs)) },
    { id: 'change', header: t`Change`, unit: '$', cell: (row) => <Change cents={row.theirs - row.ours} />, sortValue: (row) => row.theirs - row.ours, align: 'end', footer: formatDollars(sum((row) => row.theirs - row.ours)) },
    { id: 'per_pupil', header: t`Change per pupil`, unit: '$', cell: (row) => <Change cents={perPupil(row)} />, sortValue: perPupil, align: 'end', hideBelow: 'sm' },
  ];
  return (
    <DataTable
      caption={t`Our formula and theirs, school by school, fiscal year ${fiscalYearName(fiscalYear)}`}
      hideCaption
      columns={columns}
      rows={rows}
      rowId={(row) => row.schoolId}
      initialSort={{ columnId: 'change', direction: 'descending' }}
    />
  );
}
