import { downloadText } from '@charts/download';
import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { EmptyState } from '@kit/empty-state';
import { RadioGroup } from '@kit/radio-group';
import { Select } from '@kit/select';
import { useDistrictNames } from '@lib/district-names';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { MatrixShown } from '../api/matrix';
import { type Figure, matrixCsv, matrixOf } from '../model/matrix';
import { CellValue } from './cell-value';
import { LevelTable } from './level-table';
import { OnePupil } from './one-pupil';

const TOGETHER = '*together';

/** Dollars for one pupil by level and need, of one source or all, and by source for one need. */
export function MatrixView({ shown, own }: { shown: MatrixShown; own: ReadonlySet<string> }) {
  const { t } = useLingui();
  const { needName, levelName } = useDistrictNames();
  const [source, setSource] = useState(TOGETHER);
  const [figure, setFigure] = useState<Figure>('rate');
  const [need, setNeed] = useState('all');
  const together = matrixOf(shown.matrix, null);
  const sourceId = source === TOGETHER ? null : source;
  const matrix = matrixOf(shown.matrix, sourceId);
  const nameOf = (id: string) => shown.sources.find((one) => one.source_id === id)?.name ?? id;
  const first = levelName(matrix.levels[0] ?? '');
  const paying = shown.sources.filter((one) => matrixOf(shown.matrix, one.source_id).needs.includes(need));
  if (together.levels.length === 0) {
    return (
      <EmptyState title={t`No money follows single pupils`}>
        <Trans>Every source is shared in another way: by school, by staffing, or by name.</Trans>
      </EmptyState>
    );
  }
  return (
    <div className="space-y-6">
      <Card
        title={t`By level and need`}
        description={t`What one pupil brings to a school. Press a number to see why it is what it is.`}
        actions={
          <span data-print="hide">
            <Button size="small" icon="download" onPress={() => downloadText(`matrix-${shown.fiscal_year}.csv`, matrixCsv(shown.matrix), 'text/csv')}>
              <Trans>Download (CSV)</Trans>
            </Button>
          </span>
        }
        flush
      >
        <div data-print="hide" className="grid gap-4 px-4 pb-4 sm:px-6 md:grid-cols-[20rem_1fr]">
          <Select
            label={t`Money of`}
            items={[{ id: TOGETHER, label: t`All sources together` }, ...shown.sources.map((one) => ({ id: one.source_id, label: one.name }))]}
            selected={source}
            onSelect={setSource}
          />
          <RadioGroup<Figure>
            label={t`Shown as`}
            isInline
            items={[
              { id: 'rate', label: t`Dollars` },
              { id: 'weight_own_level', label: t`Weight against every pupil of the level` },
              { id: 'weight', label: t`Weight against every pupil of ${first}` },
            ]}
            selected={figure}
            onSelect={setFigure}
          />
        </div>
        <LevelTable
          caption={t`${source === TOGETHER ? t`All sources together` : nameOf(source)}: one pupil by need and level`}
          rowHeader={t`Need`}
          levels={matrix.levels}
          own={own}
          rows={matrix.needs.map((one) => ({ id: one, label: one === 'all' ? t`Every pupil` : needName(one) }))}
          cell={(row, level) => <CellValue matrix={matrix} sourceId={sourceId} level={level} need={row} figure={figure} />}
        />
        {matrix.without.length > 0 && (
          <p className="border-t border-line px-4 py-3 text-sm text-muted sm:px-6">
            <Trans>No money follows: {matrix.without.map(needName).join(', ')}.</Trans>
          </p>
        )}
      </Card>
      <Card
        title={t`By source`}
        description={t`A source that reaches only some schools counts in the last row by the share of pupils at the schools it reaches.`}
        className="break-inside-avoid"
        flush
      >
        <div data-print="hide" className="px-4 pb-4 sm:px-6">
          <Select
            label={t`For`}
            items={together.needs.map((one) => ({ id: one, label: one === 'all' ? t`Every pupil` : needName(one) }))}
            selected={need}
            onSelect={setNeed}
            className="w-72 max-w-full"
          />
        </div>
        <LevelTable
          caption={t`${need === 'all' ? t`Every pupil` : needName(need)}: dollars for one pupil by source and level`}
          rowHeader={t`Source`}
          levels={together.levels}
          own={own}
          rows={[...paying.map((one) => ({ id: one.source_id, label: one.name })), { id: TOGETHER, label: t`All sources together`, isTotal: true }]}
          cell={(row, level) =>
            row === TOGETHER ? (
              <CellValue matrix={together} sourceId={null} level={level} need={need} figure="rate" />
            ) : (
              <CellValue matrix={matrixOf(shown.matrix, row)} sourceId={row} level={level} need={need} figure="rate" />
            )
          }
        />
      </Card>
      <OnePupil matrix={together} own={own} />
    </div>
  );
}
