import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { Button } from './button';
import { Icon } from './icon';
import { type CellActions, MatrixCell, parseCell } from './matrix-cell';
import type { MoveDirection } from './number-draft';

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
  /** A last column with what a row comes to. */
  summary?: { header: string; cell: (rowId: string) => ReactNode };
};

type PasteProblem = { cells: string[]; text: string };

/** Numbers by two dimensions: arrows move, a block from a spreadsheet fills, a row can be taken back. */
export function MatrixGrid(props: MatrixGridProps) {
  const { caption, hideCaption = false, rows, columns, rowHeader, value: valueOf, original, note, onChange, onRestore, unit, isReadOnly = false, summary } = props;
  const { t } = useLingui();
  const maxDecimals = props.maxDecimals ?? 6;
  const inputs = useRef(new Map<string, HTMLInputElement>());
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
      <div className="relative overflow-x-auto">
        <table className="w-full border-separate sm:w-auto border-spacing-0 text-left">
          <caption className={hideCaption ? 'sr-only' : 'pb-2 text-left text-sm text-muted'}>{caption}</caption>
          <thead>
            <tr>
              <th scope="col" className="border-b border-edge py-2 pr-2 align-bottom text-sm font-semibold">
                {rowHeader}
              </th>
              {columns.map((column) => (
                <th key={column.id} scope="col" className="border-b border-edge px-1 py-2 text-right align-bottom text-sm font-semibold">
                  {column.label} <span className="font-normal text-muted">({unit})</span>
                </th>
              ))}
              {summary !== undefined && (
                <th scope="col" className="border-b border-edge py-2 pl-3 text-right align-bottom text-sm font-semibold">
                  {summary.header}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, rowIndex) => (
              <tr key={row.id}>
                <th scope="row" className="border-b border-line py-2 pr-2 align-top text-sm font-medium sm:text-base">
                  <span className="block pt-1.5">{row.label}</span>
                  {row.note !== undefined && <span className="block text-sm font-normal text-muted">{row.note}</span>}
                  {original !== undefined && !isReadOnly && columns.some((column) => isChanged(row.id, column.id)) && (
                    <Button
                      variant="quiet"
                      size="small"
                      icon="undo"
                      aria-label={t`Undo the changes of ${row.label}`}
                      className="-ml-2.5"
                      onPress={() =>
                        onRestore === undefined
                          ? onChange(columns.map((column) => ({ rowId: row.id, columnId: column.id, value: original(row.id, column.id) })))
                          : onRestore(row.id)
                      }
                    >
                      <Trans>Undo</Trans>
                    </Button>
                  )}
                </th>
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
                {summary !== undefined && (
                  <td className="border-b border-line py-2 pl-3 text-right align-top tabular-nums">
                    <span className="block pt-1.5">{summary.cell(row.id)}</span>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
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
