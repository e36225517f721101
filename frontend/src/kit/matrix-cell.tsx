import { parseDecimalString } from '@lib/decimal';
import { useLingui } from '@lingui/react/macro';
import { memo, startTransition, useId, useOptimistic } from 'react';
import { cx } from './class-names';
import { Icon } from './icon';
import { type MoveDirection, useNumberDraft } from './number-draft';
import { REFUSAL_MESSAGES } from './number-refusal';

/** What a cell tells its grid; the same object as long as the grid stands, so that a cell is drawn only for itself. */
export type CellActions = {
  inputRef: (key: string, input: HTMLInputElement | null) => void;
  commit: (rowIndex: number, columnIndex: number, value: string | null) => void;
  move: (rowIndex: number, columnIndex: number, direction: MoveDirection) => void;
  paste: (rowIndex: number, columnIndex: number, cells: string[][]) => void;
};

export type MatrixCellProps = {
  label: string;
  /** Names the cell's field to its grid. */
  cellKey: string;
  rowIndex: number;
  columnIndex: number;
  value: string | null;
  /** Given when the cell was changed: what it was. */
  original: string | null | undefined;
  /** Where the value comes from. */
  note: string | undefined;
  maxDecimals: number;
  isReadOnly: boolean;
  actions: CellActions;
};

/** A number as people type or paste it into a cell. */
export const parseCell = (text: string, maxDecimals: number) => parseDecimalString(text.replace(/[$%×]/g, ''), { maxDecimals });

/** Thousands grouped, every typed decimal kept. */
function grouped(value: string): string {
  const [whole = '', fraction] = value.split('.');
  const grouping = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouping : `${grouping}.${fraction}`;
}

export const MatrixCell = memo(function MatrixCell(props: MatrixCellProps) {
  const { label, cellKey, rowIndex, columnIndex, value, original, note, maxDecimals, isReadOnly, actions } = props;
  const { t, i18n } = useLingui();
  const noteId = useId();
  // The cell shows what was typed at once; what else depends on it is drawn when there is time.
  const [ahead, goAhead] = useOptimistic(value);
  const { text, refusal, inputProps, onTextChange } = useNumberDraft({
    value: ahead,
    format: grouped,
    parse: (typed) => parseCell(typed, maxDecimals),
    onCommit: (next) =>
      startTransition(() => {
        goAhead(next);
        actions.commit(rowIndex, columnIndex, next);
      }),
    onMove: (direction) => actions.move(rowIndex, columnIndex, direction),
    onPasteBlock: (cells) => actions.paste(rowIndex, columnIndex, cells),
  });
  const isChanged = original !== undefined;
  const was = original === null || original === undefined ? t`empty` : grouped(original);
  return (
    <div className="w-full min-w-[3.75rem] sm:max-w-36">
      <input
        {...inputProps}
        ref={(input) => actions.inputRef(cellKey, input)}
        aria-label={label}
        aria-invalid={refusal !== null || undefined}
        aria-describedby={isChanged || note !== undefined || refusal !== null ? noteId : undefined}
        readOnly={isReadOnly}
        value={text}
        onChange={(event) => onTextChange(event.target.value)}
        className={cx(
          'min-h-9 w-full min-w-0 rounded-md border px-1.5 sm:px-2 text-right tabular-nums focus:outline-2 focus:-outline-offset-1 focus:outline-accent pointer-coarse:min-h-11',
          refusal !== null ? 'border-negative' : isChanged ? 'border-accent bg-accent-soft' : 'border-edge bg-surface',
          isReadOnly && 'border-transparent bg-transparent',
        )}
      />
      {refusal !== null ? (
        <p id={noteId} role="alert" className="mt-1 text-sm text-negative">
          {i18n._(REFUSAL_MESSAGES[refusal])}
        </p>
      ) : (
        (isChanged || note !== undefined) && (
          <p id={noteId} className="mt-0.5 text-right text-sm text-muted">
            {isChanged && (
              <span className="block">
                <Icon name="edit" className="mr-1 size-3.5 text-accent" />
                {t`was ${was}`}
              </span>
            )}
            {note}
          </p>
        )
      )}
    </div>
  );
});
