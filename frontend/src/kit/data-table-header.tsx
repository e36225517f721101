import { cx } from './class-names';
import { type Column, HIDE } from './data-table-row';
import type { SortState } from './data-table-sort';
import { Icon } from './icon';

type HeaderRowProps<Row> = {
  columns: readonly Column<Row>[];
  sort: SortState | null;
  onSort: (sort: SortState) => void;
  /** On paper stands no button: browsers leave it out where the header stands again on the next page. */
  isPrinting: boolean;
};

/** The first row of a table, which stays in sight. */
export function HeaderRow<Row>({ columns, ...order }: HeaderRowProps<Row>) {
  return (
    <tr aria-rowindex={1}>
      {columns.map((column, index) => (
        <HeaderCell key={column.id} column={column} isFirst={index === 0} {...order} />
      ))}
    </tr>
  );
}

type HeaderCellProps<Row> = Omit<HeaderRowProps<Row>, 'columns'> & { column: Column<Row>; isFirst: boolean };

/** Aligned as its cells; a sortable one is a button, and says how it is sorted. */
function HeaderCell<Row>({ column, isFirst, sort, onSort, isPrinting }: HeaderCellProps<Row>) {
  const direction = sort?.columnId === column.id ? sort.direction : null;
  const isEnd = column.align === 'end';
  const words = (
    <span className="min-w-0">
      {column.header}
      {column.unit !== undefined && <span className="font-normal text-muted"> ({column.unit})</span>}
    </span>
  );
  // Numbers are first wanted from the largest, names from the first letter.
  const next = direction === null ? (isEnd ? 'descending' : 'ascending') : direction === 'ascending' ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      aria-sort={column.sortValue === undefined ? undefined : (direction ?? 'none')}
      className={cx(
        'sticky top-0 border-b border-edge bg-sunken px-3 py-2 align-bottom text-sm font-semibold first:pl-4 last:pr-4 sm:first:pl-6 sm:last:pr-6 print:static',
        isFirst ? 'left-0 z-20' : 'z-10',
        isEnd && 'text-right',
        column.hideBelow && HIDE[column.hideBelow],
      )}
    >
      {column.sortValue === undefined || isPrinting ? (
        words
      ) : (
        <button
          type="button"
          onClick={() => onSort({ columnId: column.id, direction: next })}
          className={cx('inline-flex cursor-pointer items-center gap-1 rounded-sm text-inherit hover:text-accent', isEnd && 'justify-end text-right')}
        >
          {words}
          <Icon
            name={direction === null ? 'sort' : direction === 'ascending' ? 'up' : 'down'}
            className={cx('size-4', direction === null ? 'text-muted' : 'text-accent')}
          />
        </button>
      )}
    </th>
  );
}
