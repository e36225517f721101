import { Trans } from '@lingui/react/macro';
import { type ReactNode, useDeferredValue, useId, useState } from 'react';
import { cx } from './class-names';
import { useIsPrinting } from './data-table-print';
import { HeaderRow } from './data-table-header';
import { BodyRow, type Column, FooterRow } from './data-table-row';
import { type SortState, sortRows } from './data-table-sort';
import { PlainButton } from './plain-button';

export type ShortTableProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  initialSort?: SortState;
  /** Makes the first cell a button that opens the row. */
  onOpenRow?: (row: Row) => void;
  selectedRowId?: string | null;
  /** Above the table, at its start. */
  toolbar?: ReactNode;
  /** On paper its rows run down one half of the sheet and then the other, each under the header. */
  printsInHalves?: boolean;
};

/** More rows than these are drawn when somebody asks for them; paper has all. */
const FIRST_SHOWN = 150;
const ROW_HEIGHT = 48;
/** Rows in view at first; the others are drawn in small steps once the page stands. */
const IN_VIEW = 16;

/** The look and order of `DataTable` without its windowing and densities, for pages without sign-in. */
export function ShortTable<Row>({ caption, columns, rows, rowId, initialSort, onOpenRow, selectedRowId, toolbar, printsInHalves = false }: ShortTableProps<Row>) {
  const captionId = useId();
  const isPrinting = useIsPrinting();
  const [sort, setSort] = useState<SortState | null>(initialSort ?? null);
  const [showsAll, setShowsAll] = useState(false);
  const sorted = sortRows(rows, columns, sort);
  const atFirst = useDeferredValue(FIRST_SHOWN, IN_VIEW);
  const shown = showsAll || isPrinting ? sorted : sorted.slice(0, atFirst);
  const hasFooter = columns.some((column) => column.footer !== undefined);
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-end gap-3 px-4 pb-3 sm:px-6">
        <p id={captionId} className="w-full text-sm text-muted">
          {caption}
        </p>
        {toolbar !== undefined && <div data-print="hide">{toolbar}</div>}
      </div>
      <section
        aria-labelledby={captionId}
        tabIndex={0}
        className={cx(
          'relative max-h-[32rem] overflow-auto border-t border-line focus-visible:-outline-offset-2 print:static print:max-h-none print:overflow-visible',
          printsInHalves && 'print:columns-2 print:gap-5',
        )}
      >
        <table aria-labelledby={captionId} aria-rowcount={sorted.length + 1 + (hasFooter ? 1 : 0)} className="w-full border-separate border-spacing-0 text-left text-sm sm:text-base print:text-sm">
          <thead>
            <HeaderRow columns={columns} sort={sort} onSort={setSort} isPrinting={isPrinting} />
          </thead>
          <tbody>
            {shown.map((row, at) => (
              <BodyRow
                key={rowId(row)}
                row={row}
                rowIndex={at + 2}
                height={isPrinting ? undefined : ROW_HEIGHT}
                columns={columns}
                isSelected={selectedRowId === rowId(row)}
                onOpenRow={onOpenRow}
              />
            ))}
            {(shown.length === 0 || (shown.length < sorted.length && atFirst === FIRST_SHOWN)) && (
              <tr>
                <td colSpan={columns.length} className="px-4 py-8 text-center text-muted">
                  {shown.length === 0 ? (
                    <Trans>Nothing matches.</Trans>
                  ) : (
                    <PlainButton size="small" variant="quiet" onClick={() => setShowsAll(true)}>
                      <Trans>Show all {sorted.length}</Trans>
                    </PlainButton>
                  )}
                </td>
              </tr>
            )}
          </tbody>
          {hasFooter && <FooterRow columns={columns} rowIndex={sorted.length + 2} />}
        </table>
      </section>
    </div>
  );
}
