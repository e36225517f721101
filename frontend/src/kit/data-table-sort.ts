import { useRef } from 'react';

export type SortState = { columnId: string; direction: 'ascending' | 'descending' };

type Sortable<Row> = { id: string; sortValue?: (row: Row) => number | string | null };

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Rows in order; equal rows keep their place, and rows without a value come last in both directions. */
export function sortRows<Row>(rows: readonly Row[], columns: readonly Sortable<Row>[], sort: SortState | null): readonly Row[] {
  return sortPlaces(rows, columns, sort, [...rows.keys()]).map((place) => rows[place] as Row);
}

/** The same for rows whose numbers change while they are looked at: where the order stays, it is only looked through. */
export function useSortedRows<Row>(rows: readonly Row[], columns: readonly Sortable<Row>[], sort: SortState | null): readonly Row[] {
  const places = useRef<readonly number[]>([]);
  const from = places.current.length === rows.length ? places.current : [...rows.keys()];
  places.current = sortPlaces(rows, columns, sort, from);
  return places.current.map((place) => rows[place] as Row);
}

/** Places of the rows in order. The fewer of them `from` has wrong, the fewer names are compared. */
function sortPlaces<Row>(rows: readonly Row[], columns: readonly Sortable<Row>[], sort: SortState | null, from: readonly number[]): readonly number[] {
  const valueOf = columns.find((column) => column.id === sort?.columnId)?.sortValue;
  if (sort === null || valueOf === undefined) return [...rows.keys()];
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const values = rows.map(valueOf);
  const compare = (one: number | string | null | undefined, other: number | string | null | undefined) => {
    if (one == null || other == null) return Number(one == null) - Number(other == null);
    if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
    return sign * collator.compare(String(one), String(other));
  };
  return from.toSorted((one, other) => compare(values[one], values[other]) || one - other);
}
