import { Button } from '@kit/button';
import { Icon } from '@kit/icon';
import { MatrixGrid } from '@kit/matrix-grid';
import type { SharesRule } from '@lib/api-types';
import { formatBp } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { giveRestToLast, sharesGapBp } from '../model/shares';
import { EVERY_LEVEL } from '../model/weight-grid';
import { levelChoices, needName } from './editing';
import type { CellRuleProps } from './change-rule';

type ShareCell = SharesRule['cells'][number];

const shareAt = (cells: readonly ShareCell[], level: string, need: string): string | null => {
  const cell = cells.find((one) => one.level === level && one.need_category === need);
  return cell === undefined ? null : String(cell.share_bp / 100);
};

/** The pool cut into percentages; what is missing to a whole stands in words. */
export function SharesEditor({ editing, rule, saved, onChange }: CellRuleProps<SharesRule>) {
  const { t } = useLingui();
  const { need_categories: needs } = editing.policy;
  const levels = levelChoices(editing);
  const columns = rule.cells.some((cell) => cell.level === EVERY_LEVEL) ? [{ id: EVERY_LEVEL, label: t`Every level` }, ...levels] : levels;
  const gap = sharesGapBp(rule.cells);
  const savedCells = saved?.kind === 'shares' ? saved.cells : [];
  return (
    <div className="space-y-2">
      <MatrixGrid
        caption={t`Share of the money by need category and level`}
        hideCaption
        rowHeader={t`Need category`}
        rows={needs.map((need) => ({ id: need, label: needName(editing, need) }))}
        columns={columns}
        unit="%"
        maxDecimals={2}
        value={(need, level) => shareAt(rule.cells, level, need)}
        original={(need, level) => shareAt(savedCells, level, need)}
        isReadOnly={!editing.canEdit}
        onChange={(changes) =>
          onChange((now) => {
            let cells = [...now.cells];
            for (const { rowId, columnId, value } of changes) {
              const place = cells.findIndex((cell) => cell.level === columnId && cell.need_category === rowId);
              if (value === null) cells = cells.filter((_, other) => other !== place);
              // A cell keeps its place: the last one settles the rest, and is not whichever was typed last.
              else cells.splice(place < 0 ? cells.length : place, 1, { level: columnId, need_category: rowId, share_bp: Math.round(Number(value) * 100) });
            }
            return { ...now, cells };
          })
        }
      />
      <div role="status" className="flex flex-wrap items-center justify-between gap-2 text-sm font-semibold">
        {gap === 0 ? (
          <span className="text-positive">
            <Icon name="check" /> <Trans>The shares make a whole.</Trans>
          </span>
        ) : (
          <span className="text-negative">
            <Icon name="error" /> {gap > 0 ? <Trans>{formatBp(gap)} are still to be placed</Trans> : <Trans>{formatBp(-gap)} too much</Trans>}
          </span>
        )}
        {gap !== 0 && editing.canEdit && (
          <Button size="small" onPress={() => onChange({ ...rule, cells: giveRestToLast(rule.cells) })}>
            <Trans>Settle it in the last cell</Trans>
          </Button>
        )}
      </div>
    </div>
  );
}
