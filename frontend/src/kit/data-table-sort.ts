export type SortState = { columnId: string; direction: 'ascending' | 'descending' };

type Sortable<Row> = { id: string; sortValue?: (row: Row) => number | string | null };

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Rows in order; equal rows keep their place, and rows without a value come last in both directions. */
export function sortRows<Row>(rows: readonly Row[], columns: readonly Sortable<Row>[], sort: SortState | null): readonly Row[] {
  const valueOf = columns.find((column) => column.id === sort?.columnId)?.sortValue;
  if (sort === null || valueOf === undefined) return rows;
  const sign = sort.direction === 'ascending' ? 1 : -1;
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .toSorted((one, other) => {
      if (one.value === null || other.value === null) return Number(one.value === null) - Number(other.value === null);
      if (typeof one.value === 'number' && typeof other.value === 'number') return sign * (one.value - other.value);
      return sign * collator.compare(String(one.value), String(other.value));
    })
    .map(({ row }) => row);
}
