import type { ReactNode } from 'react';
import { HeaderRow } from './data-table-header';
import { BodyRow, type Column, FooterRow, HIDE } from './data-table-row';
import type { SortState } from './data-table-sort';

/** What of a table is drawn, and around it the room of what is not. */
export type DrawnRows<Row> = {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** Places of the first and the last row that is drawn. */
  first: number;
  last: number;
  /** Pixels before and after them. */
  before: number;
  after: number;
  rowId: (row: Row) => string;
  selectedRowId: string | null | undefined;
  onOpenRow: ((row: Row) => void) | undefined;
  /** In place of the rows when there are none. */
  empty: ReactNode;
  hasFooter: boolean;
};

type WideTableProps<Row> = DrawnRows<Row> & { height: number; sort: SortState | null; onSort: (sort: SortState) => void; isPrinting: boolean };

/** The inside of a table with a column for each of its columns. */
export function WideTable<Row>({ columns, rows, first, last, before, after, rowId, selectedRowId, onOpenRow, empty, hasFooter, height, ...order }: WideTableProps<Row>) {
  return (
    <>
      <colgroup>
        {columns.map((column) => (
          <col
            key={column.id}
            className={column.hideBelow && HIDE[column.hideBelow]}
            style={column.width === undefined ? undefined : { width: `${column.width}rem` }}
          />
        ))}
      </colgroup>
      <thead>
        <HeaderRow columns={columns} {...order} />
      </thead>
      <tbody>
        {rows.length === 0 && <EmptyRow columnCount={columns.length}>{empty}</EmptyRow>}
        <SpacerRow height={before} columnCount={columns.length} />
        {rows.slice(first, last + 1).map((row, offset) => (
          <BodyRow
            key={rowId(row)}
            row={row}
            rowIndex={first + offset + 2}
            height={height}
            columns={columns}
            isSelected={selectedRowId === rowId(row)}
            onOpenRow={onOpenRow}
          />
        ))}
        <SpacerRow height={after} columnCount={columns.length} />
      </tbody>
      {hasFooter && <FooterRow columns={columns} rowIndex={rows.length + 2} />}
    </>
  );
}

export function EmptyRow({ columnCount, children }: { columnCount: number; children: ReactNode }) {
  return (
    <tr>
      <td colSpan={columnCount} className="px-4 py-8 text-center text-muted">
        {children}
      </td>
    </tr>
  );
}

export function SpacerRow({ height, columnCount }: { height: number; columnCount: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td colSpan={columnCount} style={{ height, padding: 0 }} />
    </tr>
  );
}
