import { useVirtualizer } from '@tanstack/react-virtual';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { cx } from './class-names';
import { useIsPrinting } from './data-table-print';
import { DensitySwitch, type Density, useDensity } from './data-table-density';
import { FoldedTable, LINE_HEIGHT, linesOf } from './data-table-folded';
import { Order } from './data-table-order';
import { rowsSeen, useSeenDownTo } from './data-table-seen';
import type { Column } from './data-table-row';
import { type SortState, useSortedRows } from './data-table-sort';
import { WideTable } from './data-table-wide';
import { useFold } from './use-fold';

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
/** With fewer rows there is nothing to bring closer together. */
const DENSITY_FROM = 8;
/** Below this many rows, drawing them all is cheaper than measuring. */
const VIRTUAL_FROM = 80;

/**
 * A real table for many rows: sorts, keeps header, first column and totals in view, prints in full. Where it has less room
 * than its columns need, nothing scrolls sideways: each row becomes its name with a line for each column under it.
 */
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
  const isFolded = useFold(scroller, columns.map((column) => column.id).join(' ')) && !isPrinting;
  const hasDensity = !isFolded && rows.length >= DENSITY_FROM;
  const rowHeight = isFolded ? LINE_HEIGHT * columns.filter((column) => column.hideBelow === undefined).length : ROW_HEIGHT[density];

  const seenDownTo = useSeenDownTo(scroller, isVirtual);
  const virtualizer = useVirtualizer({
    count: sorted.length,
    enabled: isVirtual,
    estimateSize: () => rowHeight,
    getScrollElement: () => scroller.current,
    overscan: 6,
    rangeExtractor: (range) => rowsSeen(range, seenDownTo, rowHeight),
    initialRect: { width: 1000, height: 600 },
  });
  const measuredFor = useRef(rowHeight);
  useLayoutEffect(() => {
    if (measuredFor.current === rowHeight) return;
    // Heights taken before the rows looked as they do now.
    measuredFor.current = rowHeight;
    virtualizer.measure();
  }, [virtualizer, rowHeight]);
  const items = virtualizer.getVirtualItems();
  const first = isVirtual ? (items[0]?.index ?? 0) : 0;
  const last = isVirtual ? (items.at(-1)?.index ?? -1) : sorted.length - 1;
  const drawn = {
    columns,
    rows: sorted,
    first,
    last,
    before: isVirtual ? (items[0]?.start ?? 0) : 0,
    after: isVirtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0,
    rowId,
    selectedRowId: props.selectedRowId,
    onOpenRow: props.onOpenRow,
    empty: empty ?? <Trans>Nothing matches.</Trans>,
    hasFooter,
  };

  return (
    <div className="min-w-0">
      <div className={cx('flex flex-wrap items-end justify-between gap-x-4 gap-y-2 px-4 sm:px-6 print:break-inside-avoid print:break-after-avoid', (!hideCaption || toolbar !== undefined || hasDensity || isFolded) && 'pb-3')}>
        <div className="flex min-w-0 flex-1 basis-48 flex-wrap items-end gap-3">
          <p id={captionId} className={hideCaption ? 'sr-only' : 'w-full text-sm text-muted'}>
            {caption}
          </p>
          {toolbar}
          {isFolded && <Order columns={columns} sort={sort} onSort={setSort} />}
        </div>
        {hasDensity && <DensitySwitch density={density} onChange={setDensity} />}
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
          aria-rowcount={isFolded ? linesOf(sorted.length, columns) : sorted.length + 1 + (hasFooter ? 1 : 0)}
          className={cx('w-full text-left text-sm sm:text-base', !isFolded && 'border-separate border-spacing-0')}
        >
          {isFolded ? (
            <FoldedTable {...drawn} measure={isVirtual ? virtualizer.measureElement : null} />
          ) : (
            <WideTable {...drawn} height={rowHeight} sort={sort} onSort={setSort} isPrinting={isPrinting} />
          )}
        </table>
      </section>
    </div>
  );
}
