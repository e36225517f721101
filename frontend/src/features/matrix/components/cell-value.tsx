import { Why } from '@kit/why';
import { formatDecimal, formatNumber } from '@lib/number-format';
import { useDistrictNames } from '@lib/district-names';
import { Trans, useLingui } from '@lingui/react/macro';
import type { Figure, Matrix } from '../model/matrix';

type CellValueProps = { matrix: Matrix; sourceId: string | null; level: string; need: string; figure: Figure };

/** One cell, which can be asked why; nothing is paid where there is a dash. */
export function CellValue({ matrix, sourceId, level, need, figure }: CellValueProps) {
  const { t } = useLingui();
  const { needName, levelName } = useDistrictNames();
  const value = matrix.value(level, need, figure);
  if (value === null) {
    return (
      <span className="text-muted">
        <span aria-hidden="true">–</span>
        <span className="sr-only">
          <Trans>nothing</Trans>
        </span>
      </span>
    );
  }
  return (
    <Why subject={{ ...(sourceId !== null && { source_id: sourceId }), figure, level, need_category: need }} title={t`${need === 'all' ? t`Every pupil` : needName(need)}, ${levelName(level)}`}>
      {figure === 'rate' ? formatNumber(Number(value), 'cents') : `× ${formatDecimal(Number(value).toFixed(4))}`}
    </Why>
  );
}
