import { DataTable, type Column } from '@kit/data-table';
import type { DistrictSettings } from '@lib/api-types';
import { formatDollarChange, formatDollars } from '@lib/money';
import { formatWhole } from '@lib/number-format';
import { useLingui } from '@lingui/react/macro';
import type { Borrowed, BorrowedGroup } from '../api/library';

type GroupTableProps = { borrowed: Borrowed; settings: DistrictSettings };

export function GroupTable({ borrowed, settings }: GroupTableProps) {
  const { t } = useLingui();
  const groupName = useGroupName(settings);
  const columns: Column<BorrowedGroup>[] = [
    { id: 'group', header: t`Pupils`, cell: (row) => groupName(row), width: 24 },
    { id: 'pupils', header: t`How many`, cell: (row) => formatWhole(row.pupils), align: 'end', hideBelow: 'sm' },
    { id: 'ours', header: t`Our formula`, unit: '$', cell: (row) => formatDollars(row.ours_cents), align: 'end', hideBelow: 'sm' },
    { id: 'theirs', header: t`Theirs`, unit: '$', cell: (row) => formatDollars(row.theirs_cents), align: 'end' },
    { id: 'change', header: t`Change`, unit: '$', cell: (row) => <Change cents={row.theirs_cents - row.ours_cents} />, align: 'end' },
  ];
  return (
    <DataTable
      caption={t`Dollars per pupil by group of pupils`}
      hideCaption
      columns={columns}
      rows={borrowed.groups}
      rowId={(row) => `${row.kind} ${row.key}`}
      maxHeight="none"
    />
  );
}

export function Change({ cents }: { cents: number }) {
  return <span className={cents > 0 ? 'text-positive' : cents < 0 ? 'text-negative' : 'text-muted'}>{formatDollarChange(cents)}</span>;
}

/** Groups are named in the reader's language, needs and levels in the district's own words. */
function useGroupName(settings: DistrictSettings): (group: BorrowedGroup) => string {
  const { t } = useLingui();
  const thirds: Record<string, string> = {
    '1': t`In the smallest third of schools`,
    '2': t`In the middle third of schools`,
    '3': t`In the largest third of schools`,
  };
  const fourths: Record<string, string> = {
    '1': t`In the fourth of schools with least poverty`,
    '2': t`In the second fourth by poverty`,
    '3': t`In the third fourth by poverty`,
    '4': t`In the fourth of schools with most poverty`,
  };
  return (group) => {
    if (group.kind === 'everyone') return t`All pupils`;
    if (group.kind === 'need') return settings.need_categories.find((need) => need.need_category === group.key)?.name ?? group.key;
    if (group.kind === 'size') return thirds[group.key] ?? group.key;
    if (group.kind === 'poverty') return fourths[group.key] ?? group.key;
    const level = settings.levels.find((one) => one.level === group.key)?.name ?? group.key;
    return t`Pupils on level ${level}`;
  };
}
