import { Trans, useLingui } from '@lingui/react/macro';
import { useMemo, useRef, useState } from 'react';
import { cx } from './class-names';
import { Icon } from './icon';
import { type CellActions, MatrixCell, parseCell } from './matrix-cell';
import { MatrixRow } from './matrix-row';
import type { MoveDirection } from './number-draft';
import { useNarrow } from './use-narrow';

export type MatrixAxis = { id: string; label: string; note?: string };
export type MatrixChange = { rowId: string; columnId: string; value: string | null };

export type MatrixGridProps = {
  caption: string;
  hideCaption?: boolean;
  /** Need categories read best as rows and levels as columns: three columns fit a phone. */
  rows: readonly MatrixAxis[];
  columns: readonly MatrixAxis[];
  /** Header of the first column: what the rows are. */
  rowHeader: string;
  /** A cell as canonical decimal string; `null` is empty. */
  value: (rowId: string, columnId: string) => string | null;
  /** The value to compare with and to go back to; cells that differ are marked. */
  original?: (rowId: string, columnId: string) => string | null;
  /** Where the value of a cell comes from, when that is not the cell itself. */
  note?: (rowId: string, columnId: string) => string | undefined;
  /** All changes of one act together, so that one undo takes them back. */
  onChange: (changes: MatrixChange[]) => void;
  /** Takes a row back where its values alone do not say all of what it was. */
  onRestore?: (rowId: string) => void;
  unit: '$' | '%' | '×';
  maxDecimals?: number;
  isReadOnly?: boolean;
};

/** What a row's name and a cell need beside each other, in pixels. */
const NAME_WIDTH = 132;
const CELL_WIDTH = 68;

type PasteProblem = { cells: string[]; text: string };

/** Numbers by two dimensions: arrows move, a block from a spreadsheet fills, a row can be taken back. */
export function MatrixGrid(props: MatrixGridProps) {
  const { caption, hideCaption = false, rows, columns, rowHeader, value: valueOf, original, note, onChange, onRestore, unit, isReadOnly = false } = props;
  const { t } = useLingui();
  const maxDecimals = props.maxDecimals ?? 6;
  const inputs = useRef(new Map<string, HTMLInputElement>());
  const [scroller, isNarrow] = useNarrow<HTMLDivElement>(NAME_WIDTH + columns.length * CELL_WIDTH);
  const [pasteProblem, setPasteProblem] = useState<PasteProblem | null>(null);

  function move(rowIndex: number, columnIndex: number, direction: MoveDirection) {
    const row = rows[rowIndex + (direction === 'down' ? 1 : direction === 'up' ? -1 : 0)];
    const column = columns[columnIndex + (direction === 'right' ? 1 : direction === 'left' ? -1 : 0)];
    if (row !== undefined && column !== undefined) inputs.current.get(`${row.id}|${column.id}`)?.focus();
  }

  /** All of the block or nothing of it: half a pasted table is worse than none. */
  function paste(rowIndex: number, columnIndex: number, cells: string[][]) {
    const changes: MatrixChange[] = [];
    const unread: string[] = [];
    for (const [down, line] of cells.entries()) {
      for (const [right, text] of line.entries()) {
        const row = rows[rowIndex + down];
        const column = columns[columnIndex + right];
        if (row === undefined || column === undefined) {
          unread.push(text);
          continue;
        }
        const parsed = parseCell(text, maxDecimals);
        if (parsed.ok) changes.push({ rowId: row.id, columnId: column.id, value: parsed.value });
        else if (parsed.refusal === 'empty') changes.push({ rowId: row.id, columnId: column.id, value: null });
        else unread.push(text);
      }
    }
    const outside = cells.length > rows.length - rowIndex || cells.some((line) => line.length > columns.length - columnIndex);
    if (unread.length === 0) {
      setPasteProblem(null);
      onChange(changes);
      return;
    }
    setPasteProblem({
      cells: unread.slice(0, 5),
      text: outside ? t`The block is larger than the grid from here.` : t`Some cells of the block are not numbers.`,
    });
  }

  function commit(rowIndex: number, columnIndex: number, value: string | null) {
    const [row, column] = [rows[rowIndex], columns[columnIndex]];
    if (row !== undefined && column !== undefined) onChange([{ rowId: row.id, columnId: column.id, value }]);
  }

  const newest = useRef({ commit, move, paste });
  newest.current = { commit, move, paste };
  const actions = useMemo<CellActions>(
    () => ({
      inputRef: (key, input) => {
        if (input === null) inputs.current.delete(key);
        else inputs.current.set(key, input);
      },
      commit: (...cell) => newest.current.commit(...cell),
      move: (...cell) => newest.current.move(...cell),
      paste: (...cell) => newest.current.paste(...cell),
    }),
    [],
  );

  const isChanged = (rowId: string, columnId: string) => original !== undefined && original(rowId, columnId) !== valueOf(rowId, columnId);

  return (
    <div className="min-w-0">
      <div ref={scroller} className="relative overflow-x-auto">
        <table className={cx('w-full border-separate border-spacing-0 text-left', !isNarrow && 'sm:w-auto')}>
          <caption className={hideCaption ? 'sr-only' : 'pb-2 text-left text-sm text-muted'}>{caption}</caption>
          <thead>
            <tr>
              {!isNarrow && (
                <th scope="col" className="border-b border-edge py-2 pr-2 align-bottom text-sm font-semibold">
                  {rowHeader}
                </th>
              )}
              {columns.map((column) => (
                <th key={column.id} scope="col" className="border-b border-edge px-1 py-2 text-right align-bottom text-sm font-semibold">
                  {column.label} <span className="font-normal text-muted">({unit})</span>
                </th>
              ))}
            </tr>
          </thead>
          {rows.map((row, rowIndex) => (
            <MatrixRow
              key={row.id}
              row={row}
              columnCount={columns.length}
              isStacked={isNarrow}
              isChanged={!isReadOnly && columns.some((column) => isChanged(row.id, column.id))}
              onUndo={() =>
                onRestore === undefined
                  ? onChange(columns.map((column) => ({ rowId: row.id, columnId: column.id, value: original?.(row.id, column.id) ?? null })))
                  : onRestore(row.id)
              }
            >
              {columns.map((column, columnIndex) => (
                <td key={column.id} className="border-b border-line px-1 py-2 align-top">
                  <MatrixCell
                    label={`${row.label}, ${column.label}`}
                    value={valueOf(row.id, column.id)}
                    original={isChanged(row.id, column.id) ? (original?.(row.id, column.id) ?? null) : undefined}
                    note={note?.(row.id, column.id)}
                    cellKey={`${row.id}|${column.id}`}
                    rowIndex={rowIndex}
                    columnIndex={columnIndex}
                    maxDecimals={maxDecimals}
                    isReadOnly={isReadOnly}
                    actions={actions}
                  />
                </td>
              ))}
            </MatrixRow>
          ))}
        </table>
      </div>
      {pasteProblem !== null && (
        <p role="alert" className="mt-2 text-sm font-medium text-negative">
          <Icon name="error" className="mr-1.5" />
          {pasteProblem.text} <Trans>Nothing was pasted. Look at: {pasteProblem.cells.map((cell) => `“${cell}”`).join(', ')}</Trans>
        </p>
      )}
    </div>
  );
}
