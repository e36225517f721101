import type { ReactNode } from 'react';
import { cx } from './class-names';

export type Column<Row> = {
  id: string;
  header: string;
  /** Stands in the header, so that cells hold bare numbers: `$`, `pupils`, `%`. */
  unit?: string;
  cell: (row: Row) => ReactNode;
  /** In place of the first cell above the lines of a folded row, where it stands without its header. */
  foldedCell?: (row: Row) => ReactNode;
  /** Makes the column sortable. */
  sortValue?: (row: Row) => number | string | null;
  /** Numbers stand at the end, in tabular figures. */
  align?: 'start' | 'end';
  /** Width in rem; columns share the rest of the room in these proportions. */
  width?: number;
  /** The totals row. */
  footer?: ReactNode;
  /** Leaves the column out on narrow screens; the row's own page shows it. */
  hideBelow?: 'sm' | 'md' | 'lg' | 'xl';
};

/** Columns that a narrow screen has no room for. */
export const HIDE = { sm: 'max-sm:hidden', md: 'max-md:hidden', lg: 'max-lg:hidden', xl: 'max-xl:hidden' } as const;

export function cellClass<Row>(column: Column<Row>, isFirst: boolean): string {
  return cx(
    'px-3 py-1 first:pl-4 last:pr-4 sm:first:pl-6 sm:last:pr-6',
    column.align === 'end' && 'text-right tabular-nums',
    isFirst && 'sticky left-0 text-left print:static',
    column.hideBelow && HIDE[column.hideBelow],
  );
}

type RowNameProps<Row> = { row: Row; words: ReactNode; isSelected: boolean; onOpenRow: ((row: Row) => void) | undefined };

/** What a row is called; it opens the row where that can be opened. */
export function RowName<Row>({ row, words, isSelected, onOpenRow }: RowNameProps<Row>) {
  if (onOpenRow === undefined) return words;
  return (
    <button
      type="button"
      aria-current={isSelected || undefined}
      onClick={() => onOpenRow(row)}
      className="min-h-8 w-full cursor-pointer rounded-sm text-left text-accent underline-offset-2 hover:underline pointer-coarse:min-h-11 print:min-h-0 print:text-ink"
    >
      {words}
    </button>
  );
}

type BodyRowProps<Row> = {
  row: Row;
  rowIndex: number;
  /** In pixels; without it the row is as high as its words. */
  height?: number;
  columns: readonly Column<Row>[];
  isSelected: boolean;
  onOpenRow: ((row: Row) => void) | undefined;
};

export function BodyRow<Row>({ row, rowIndex, height, columns, isSelected, onOpenRow }: BodyRowProps<Row>) {
  const background = isSelected ? 'bg-accent-soft' : 'bg-surface group-hover:bg-sunken';
  return (
    <tr aria-rowindex={rowIndex} style={{ height }} className="group">
      {columns.map((column, index) =>
        index === 0 ? (
          <th
            key={column.id}
            scope="row"
            className={cx(cellClass(column, true), background, 'z-[1] border-b border-line font-medium')}
          >
            <RowName row={row} words={column.cell(row)} isSelected={isSelected} onOpenRow={onOpenRow} />
          </th>
        ) : (
          <td key={column.id} className={cx(cellClass(column, false), background, 'border-b border-line')}>
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}

/** The totals; they stay in view, and on paper stand once, at the end. */
export function FooterRow<Row>({ columns, rowIndex }: { columns: readonly Column<Row>[]; rowIndex: number }) {
  return (
    <tfoot className="print:table-row-group">
      <tr aria-rowindex={rowIndex}>
        {columns.map((column, index) => {
          const Cell = index === 0 ? 'th' : 'td';
          return (
            <Cell
              key={column.id}
              scope={index === 0 ? 'row' : undefined}
              className={cx(
                cellClass(column, index === 0),
                'sticky bottom-0 border-t-2 border-edge bg-surface py-2 font-semibold print:static',
                index === 0 ? 'z-20' : 'z-10',
              )}
            >
              {column.footer}
            </Cell>
          );
        })}
      </tr>
    </tfoot>
  );
}
