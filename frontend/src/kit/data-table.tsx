import { useVirtualizer } from '@tanstack/react-virtual';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useId, useRef, useState } from 'react';
import { useIsPrinting } from './data-table-print';
import { DensitySwitch, type Density, useDensity } from './data-table-density';
import { HeaderRow } from './data-table-header';
import { rowsSeen, useSeenDownTo } from './data-table-seen';
import { BodyRow, type Column, FooterRow, HIDE } from './data-table-row';
import { type SortState, useSortedRows } from './data-table-sort';

export type { Column } from './data-table-row';

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
  const sorted = useSortedRows(rows, columns, sort);
  const isVirtual = sorted.length >= VIRTUAL_FROM && !isPrinting;
  const hasFooter = columns.some((column) => column.footer !== undefined);

  const seenDownTo = useSeenDownTo(scroller, isVirtual);
  const virtualizer = useVirtualizer({
    count: sorted.length,
    enabled: isVirtual,
    estimateSize: () => ROW_HEIGHT[density],
    getScrollElement: () => scroller.current,
    overscan: 6,
    rangeExtractor: (range) => rowsSeen(range, seenDownTo, ROW_HEIGHT[density]),
    initialRect: { width: 1000, height: 600 },
  });
  const items = virtualizer.getVirtualItems();
  const first = isVirtual ? (items[0]?.index ?? 0) : 0;
  const last = isVirtual ? (items.at(-1)?.index ?? -1) : sorted.length - 1;
  const before = isVirtual ? (items[0]?.start ?? 0) : 0;
  const after = isVirtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;

  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2 px-4 pb-3 sm:px-6 print:break-inside-avoid print:break-after-avoid">
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
            <HeaderRow columns={columns} sort={sort} onSort={setSort} isPrinting={isPrinting} />
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
          {hasFooter && <FooterRow columns={columns} rowIndex={sorted.length + 2} />}
        </table>
      </section>
    </div>
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
