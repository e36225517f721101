import { type Column, DataTable } from '@kit/data-table';
import { useLingui } from '@lingui/react/macro';
import type { MeasureName, SettingGroup, SweepResult } from '../api/sweep';
import { MEASURES } from '../model/measures';
import { formatSetting } from './setting-name';

const SHOWN: readonly { name: MeasureName; hideBelow?: 'sm' | 'md' | 'lg' }[] = [
  { name: 'slope_dollars' },
  { name: 'worst_loss_bp' },
  { name: 'losing', hideBelow: 'sm' },
  { name: 'top_up_cents', hideBelow: 'md' },
  { name: 'school_control_bp', hideBelow: 'lg' },
];

type VariationTableProps = {
  result: SweepResult;
  rows: readonly number[];
  nameOf: (group: SettingGroup) => string;
  selected: number | null;
  onSelect: (row: number) => void;
};

/** The same formulas as a table, for reading, sorting and the keyboard. */
export function VariationTable({ result, rows, nameOf, selected, onSelect }: VariationTableProps) {
  const { t, i18n } = useLingui();
  const columns: Column<number>[] = [
    {
      id: 'settings',
      header: t`Settings`,
      cell: (row) => (row === 0 ? t`Today` : result.ranges.map((range) => formatSetting(range.values[row] ?? 0, range.unit)).join(' · ')),
      width: 9,
    },
    ...SHOWN.map(({ name, hideBelow }) => ({
      id: name,
      header: name === 'slope_dollars' ? t`Per ten points of need` : i18n._(MEASURES[name].label),
      cell: (row: number) => {
        const value = result.measures[name][row];
        return value === null || value === undefined ? '–' : MEASURES[name].format(value);
      },
      sortValue: (row: number) => result.measures[name][row] ?? null,
      align: 'end' as const,
      width: 8,
      hideBelow,
    })),
  ];
  return (
    <DataTable
      caption={t`Settings in this order: ${result.ranges.map(nameOf).join(' · ')}`}
      columns={columns}
      rows={rows}
      rowId={String}
      initialSort={{ columnId: 'slope_dollars', direction: 'descending' }}
      onOpenRow={onSelect}
      selectedRowId={selected === null ? null : String(selected)}
      maxHeight="28rem"
    />
  );
}
