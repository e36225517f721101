import { useLingui } from '@lingui/react/macro';
import type { Column } from './data-table-row';
import type { SortState } from './data-table-sort';
import { Select } from './select';

type OrderProps<Row> = { columns: readonly Column<Row>[]; sort: SortState | null; onSort: (sort: SortState) => void };

const BOTH = ['ascending', 'descending'] as const;

/** The order of a folded table, which has no headers to press. */
export function Order<Row>({ columns, sort, onSort }: OrderProps<Row>) {
  const { t } = useLingui();
  const orders = columns.filter((column) => column.sortValue !== undefined).flatMap(({ id, header }) => BOTH.map((direction) => ({ columnId: id, direction, header })));
  if (orders.length === 0) return null;
  const placeOf = (order: SortState) => orders.findIndex(({ columnId, direction }) => columnId === order.columnId && direction === order.direction);
  return (
    <Select
      label={t`Sort by`}
      className="w-full print:hidden"
      placeholder={t`As given`}
      items={orders.map(({ header, direction }, place) => ({ id: String(place), label: direction === 'ascending' ? t`${header}, ascending` : t`${header}, descending` }))}
      selected={sort === null ? null : String(placeOf(sort))}
      onSelect={(place) => {
        const order = orders[Number(place)];
        if (order !== undefined) onSort(order);
      }}
    />
  );
}
