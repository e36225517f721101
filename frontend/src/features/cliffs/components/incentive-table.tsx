import { DataTable, type Column } from '@kit/data-table';
import { formatDollarChange } from '@lib/money';
import { formatWhole } from '@lib/number-format';
import { useLingui } from '@lingui/react/macro';
import type { Incentive } from '../api/cliffs';
import type { Words } from './cliff-table';

export function IncentiveTable({ incentives, words }: { incentives: readonly Incentive[]; words: Words }) {
  const { t } = useLingui();
  const columns: Column<Incentive>[] = [
    {
      id: 'need',
      header: t`Counted in`,
      cell: (row) => (
        <>
          {words.need(row.need_category)}
          <span className="block text-sm text-muted">{words.level(row.level)}</span>
        </>
      ),
      sortValue: (row) => `${words.need(row.need_category)} ${words.level(row.level)}`,
      width: 18,
    },
    { id: 'median', header: t`Usually`, unit: '$', cell: (row) => formatDollarChange(row.median_cents), sortValue: (row) => row.median_cents, align: 'end', hideBelow: 'sm' },
    { id: 'lowest', header: t`Least`, unit: '$', cell: (row) => formatDollarChange(row.lowest_cents), sortValue: (row) => row.lowest_cents, align: 'end', hideBelow: 'sm' },
    { id: 'highest', header: t`Most`, unit: '$', cell: (row) => formatDollarChange(row.highest_cents), sortValue: (row) => row.highest_cents, align: 'end' },
    { id: 'where', header: t`Where most`, cell: (row) => row.highest_school_name, hideBelow: 'md' },
    { id: 'schools', header: t`Schools`, cell: (row) => formatWhole(row.school_count), align: 'end', hideBelow: 'lg' },
  ];
  return (
    <DataTable
      caption={t`What one more pupil counted in a group brings a school, by group and level`}
      hideCaption
      columns={columns}
      rows={incentives}
      rowId={(row) => `${row.need_category} ${row.level}`}
      initialSort={{ columnId: 'highest', direction: 'descending' }}
      maxHeight="none"
    />
  );
}
