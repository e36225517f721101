import { useVirtualizer } from '@tanstack/react-virtual';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useId, useMemo, useRef, useState } from 'react';
import { cx } from './class-names';
import { useIsPrinting } from './data-table-print';
import { DensitySwitch, type Density, useDensity } from './data-table-density';
import { HeaderCell } from './data-table-header';
import { type SortState, sortRows } from './data-table-sort';

export type Column<Row> = {
  id: string;
  header: string;
  /** Stands in the header, so that cells hold bare numbers: `$`, `pupils`, `%`. */
  unit?: string;
  cell: (row: Row) => ReactNode;
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

export type DataTableProps<Row> = {
  /** What the table shows, with its unit and year; visible unless `hideCaption`. */
  caption: string;
  hideCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  initialSort?: SortState;
  /** Makes the first cell a button that opens the row. */
  onOpenRow?: (row: Row) => void;
  /** Marks the row as the open one. */
  selectedRowId?: string | null;
  /** Above the table, at its start: search, filters. */
  toolbar?: ReactNode;
  /** Shown in place of the rows when there are none. */
  empty?: ReactNode;
  /** A tall table scrolls inside itself, with its header and totals in view. CSS length. */
  maxHeight?: string;
};

const HIDE = { sm: 'max-sm:hidden', md: 'max-md:hidden', lg: 'max-lg:hidden', xl: 'max-xl:hidden' } as const;
const ROW_HEIGHT: Record<Density, number> = { comfortable: 48, compact: 36 };
/** Below this many rows, drawing them all is cheaper than measuring. */
const VIRTUAL_FROM = 80;

/** A real table for many rows: sorts, keeps header, first column and totals in view, prints in full. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, hideCaption = false, columns, rows, rowId, initialSort, toolbar, empty, maxHeight = '70dvh' } = props;
  const captionId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [sort, setSort] = useState<SortState | null>(initialSort ?? null);
  const [density, setDensity] = useDensity();
  const isPrinting = useIsPrinting();
  const sorted = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort]);
  const isVirtual = sorted.length >= VIRTUAL_FROM && !isPrinting;
  const hasFooter = columns.some((column) => column.footer !== undefined);

  const virtualizer = useVirtualizer({
    count: sorted.length,
    enabled: isVirtual,
    estimateSize: () => ROW_HEIGHT[density],
    getScrollElement: () => scroller.current,
    overscan: 12,
    initialRect: { width: 1000, height: 600 },
  });
  const items = virtualizer.getVirtualItems();
  const first = isVirtual ? (items[0]?.index ?? 0) : 0;
  const last = isVirtual ? (items.at(-1)?.index ?? -1) : sorted.length - 1;
  const before = isVirtual ? (items[0]?.start ?? 0) : 0;
  const after = isVirtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;

  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2 px-4 pb-3 sm:px-6">
        <div className="flex min-w-0 flex-1 basis-48 flex-wrap items-end gap-3">
          <p id={captionId} className={hideCaption ? 'sr-only' : 'w-full text-sm text-muted'}>
            {caption}
          </p>
          {toolbar}
        </div>
        <DensitySwitch density={density} onChange={setDensity} />
      </div>
      <section
        ref={scroller}
        aria-labelledby={captionId}
        tabIndex={0}
        style={{ maxHeight: isPrinting ? 'none' : maxHeight }}
        className="relative overflow-auto border-t border-line focus-visible:-outline-offset-2"
      >
        <table
          aria-labelledby={captionId}
          aria-rowcount={sorted.length + 1 + (hasFooter ? 1 : 0)}
          className="w-full border-separate border-spacing-0 text-left text-sm sm:text-base"
        >
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
            <tr aria-rowindex={1}>
              {columns.map((column, index) => (
                <HeaderCell
                  key={column.id}
                  column={column}
                  isFirst={index === 0}
                  sort={sort}
                  onSort={setSort}
                  className={column.hideBelow && HIDE[column.hideBelow]}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.length === 0 && (
              <tr>
                <td colSpan={columns.length} className="px-4 py-8 text-center text-muted">
                  {empty ?? <Trans>Nothing matches.</Trans>}
                </td>
              </tr>
            )}
            <SpacerRow height={before} columnCount={columns.length} />
            {sorted.slice(first, last + 1).map((row, offset) => (
              <BodyRow
                key={rowId(row)}
                row={row}
                rowIndex={first + offset + 2}
                height={ROW_HEIGHT[density]}
                columns={columns}
                isSelected={props.selectedRowId === rowId(row)}
                onOpenRow={props.onOpenRow}
              />
            ))}
            <SpacerRow height={after} columnCount={columns.length} />
          </tbody>
          {hasFooter && (
            <tfoot>
              <tr aria-rowindex={sorted.length + 2}>
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
          )}
        </table>
      </section>
    </div>
  );
}

function cellClass<Row>(column: Column<Row>, isFirst: boolean): string {
  return cx(
    'px-3 py-1 first:pl-4 last:pr-4 sm:first:pl-6 sm:last:pr-6',
    column.align === 'end' && 'text-right tabular-nums',
    isFirst && 'sticky left-0 text-left print:static',
    column.hideBelow && HIDE[column.hideBelow],
  );
}

function SpacerRow({ height, columnCount }: { height: number; columnCount: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td colSpan={columnCount} style={{ height, padding: 0 }} />
    </tr>
  );
}

type BodyRowProps<Row> = {
  row: Row;
  rowIndex: number;
  height: number;
  columns: readonly Column<Row>[];
  isSelected: boolean;
  onOpenRow: ((row: Row) => void) | undefined;
};

function BodyRow<Row>({ row, rowIndex, height, columns, isSelected, onOpenRow }: BodyRowProps<Row>) {
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
            {onOpenRow === undefined ? (
              column.cell(row)
            ) : (
              <button
                type="button"
                aria-current={isSelected || undefined}
                onClick={() => onOpenRow(row)}
                className="min-h-8 w-full cursor-pointer rounded-sm text-left text-accent underline-offset-2 hover:underline pointer-coarse:min-h-11"
              >
                {column.cell(row)}
              </button>
            )}
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
