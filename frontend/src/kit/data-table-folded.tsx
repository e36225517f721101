import { useLingui } from '@lingui/react/macro';
import type { ReactNode, Ref } from 'react';
import { cx } from './class-names';
import { type Column, HIDE, RowName } from './data-table-row';
import { type DrawnRows, EmptyRow, SpacerRow } from './data-table-wide';

/** The least height of a line; what a row truly takes is measured. */
export const LINE_HEIGHT = 33;

/** Lines are counted, the header first: a row has one for each column. */
const lineOf = (place: number, columns: readonly unknown[]): number => place * columns.length + 2;

/** The name of the sums, and each of them. */
const summedOf = <Row,>(columns: readonly Column<Row>[]) => columns.filter((column, at) => at === 0 || column.footer !== undefined);

/** How many lines there are, drawn or not. */
export function linesOf<Row>(rowCount: number, columns: readonly Column<Row>[]): number {
  const hasFooter = columns.some((column) => column.footer !== undefined);
  return rowCount * columns.length + 1 + (hasFooter ? summedOf(columns).length : 0);
}

/** The inside of a table where there is no room for a column each: a row is its name, and a line for each of the others. */
export function FoldedTable<Row>({ columns, rows, first, last, before, after, rowId, selectedRowId, onOpenRow, empty, hasFooter, measure }: DrawnRows<Row> & { measure: Ref<HTMLTableSectionElement> }) {
  const { t } = useLingui();
  const [head] = columns;
  return (
    <>
      {/* For those who do not see that a name has lines. */}
      <thead className="sr-only">
        <tr aria-rowindex={1}>
          <th scope="col">{head?.header}</th>
          <th scope="col">{t`Value`}</th>
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 && <EmptyRow columnCount={2}>{empty}</EmptyRow>}
        <SpacerRow height={before} columnCount={2} />
      </tbody>
      {rows.slice(first, last + 1).map((row, offset) => {
        const isSelected = selectedRowId === rowId(row);
        return (
          <tbody key={rowId(row)} ref={measure} data-index={first + offset}>
            <Lines
              columns={columns}
              rowIndex={lineOf(first + offset, columns)}
              isSelected={isSelected}
              name={<RowName row={row} words={(head?.foldedCell ?? head?.cell)?.(row)} isSelected={isSelected} onOpenRow={onOpenRow} />}
              value={(column) => column.cell(row)}
            />
          </tbody>
        );
      })}
      <tbody>
        <SpacerRow height={after} columnCount={2} />
      </tbody>
      {hasFooter && (
        <tfoot className="border-t-2 border-edge font-semibold">
          <Lines columns={summedOf(columns)} rowIndex={lineOf(rows.length, columns)} name={head?.footer} value={(column) => column.footer} />
        </tfoot>
      )}
    </>
  );
}

type LinesProps<Row> = {
  columns: readonly Column<Row>[];
  /** Of the first line. */
  rowIndex: number;
  isSelected?: boolean;
  name: ReactNode;
  value: (column: Column<Row>) => ReactNode;
};

function Lines<Row>({ columns, rowIndex, isSelected = false, name, value }: LinesProps<Row>) {
  return (
    <>
      <tr aria-rowindex={rowIndex}>
        <th scope="rowgroup" colSpan={2} className={cx('border-t border-line px-4 py-1.5 font-semibold sm:px-6', isSelected ? 'bg-accent-soft' : 'bg-sunken')}>
          {name}
        </th>
      </tr>
      {columns.slice(1).map((column, at) => (
        <tr key={column.id} aria-rowindex={rowIndex + at + 1} className={cx('border-t border-line align-top', column.hideBelow && HIDE[column.hideBelow])}>
          <th scope="row" className="py-1.5 pr-3 pl-4 text-sm font-medium text-muted sm:pl-6">
            {column.header}
            {column.unit !== undefined && ` (${column.unit})`}
          </th>
          <td className={cx('py-1.5 pr-4 sm:pr-6', column.align === 'end' && 'text-right tabular-nums')}>{value(column)}</td>
        </tr>
      ))}
    </>
  );
}
