import { Badge } from '@kit/badge';
import { DataTable, type Column } from '@kit/data-table';
import { formatDollarChange } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import type { Cliff } from '../api/cliffs';

/** A step back is read backwards: what the school loses with one pupil fewer. */
const seen = (cliff: Cliff, cents: number) => formatDollarChange(cliff.pupils_away < 0 ? -cents : cents);

export type Words = { need: (need: string) => string; level: (level: string) => string };

export function CliffTable({ cliffs, words }: { cliffs: readonly Cliff[]; words: Words }) {
  const { t } = useLingui();
  const columns: Column<Cliff>[] = [
    { id: 'school', header: t`School`, cell: (row) => row.school_name, sortValue: (row) => row.school_name, width: 12 },
    { id: 'step', header: t`The step`, cell: (row) => <Step cliff={row} words={words} />, width: 16 },
    {
      id: 'jump',
      header: t`It changes`,
      unit: '$',
      cell: (row) => (
        <>
          {seen(row, row.jump_cents)}
          {!row.checked && (
            <>
              {' '}
              <Badge>
                <Trans>estimate</Trans>
              </Badge>
            </>
          )}
        </>
      ),
      sortValue: (row) => Math.abs(row.jump_cents - row.ordinary_cents),
      align: 'end',
    },
    { id: 'ordinary', header: t`Usually`, unit: '$', cell: (row) => seen(row, row.ordinary_cents), align: 'end', hideBelow: 'md' },
    { id: 'rule', header: t`By the rule`, cell: (row) => row.component_label, hideBelow: 'lg' },
    {
      id: 'floors',
      header: t`After floors`,
      unit: '$',
      cell: (row) => (row.after_floors_cents === null || row.after_floors_cents === undefined ? '–' : seen(row, row.after_floors_cents)),
      align: 'end',
      hideBelow: 'md',
    },
  ];
  return (
    <DataTable
      caption={t`Steps of one pupil that change a school’s budget most`}
      hideCaption
      columns={columns}
      rows={cliffs}
      rowId={(row) => `${row.school_id} ${row.level} ${row.need_category} ${row.pupils_away}`}
      initialSort={{ columnId: 'jump', direction: 'descending' }}
    />
  );
}

function Step({ cliff, words }: { cliff: Cliff; words: Words }) {
  const level = words.level(cliff.level);
  const need = words.need(cliff.need_category);
  const away = Math.abs(cliff.pupils_away);
  if (cliff.need_category === 'all') {
    if (cliff.pupils_away === 1) return <Trans>the next pupil, {level}</Trans>;
    if (cliff.pupils_away === -1) return <Trans>one pupil fewer, {level}</Trans>;
    return cliff.pupils_away > 0 ? <Trans>{away} pupils more, {level}</Trans> : <Trans>{away} pupils fewer, {level}</Trans>;
  }
  if (cliff.pupils_away === 1) return <Trans>the next pupil counted in {need}, {level}</Trans>;
  if (cliff.pupils_away === -1) return <Trans>one counted less in {need}, {level}</Trans>;
  return cliff.pupils_away > 0 ? <Trans>{away} more counted in {need}, {level}</Trans> : <Trans>{away} fewer counted in {need}, {level}</Trans>;
}
