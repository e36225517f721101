import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useRef } from 'react';
import { cx } from './class-names';
import { useFold } from './use-fold';

type TwoWayTableProps = {
  caption: string;
  /** Shown above the table, and not only read aloud. */
  showsCaption?: boolean;
  rowHeader: string;
  /** A marked one stands out by its ground; its label says why. */
  columns: readonly { id: string; label: ReactNode; isMarked?: boolean }[];
  rows: readonly { id: string; label: ReactNode; isTotal?: boolean }[];
  cell: (row: string, column: string) => ReactNode;
};

/** A few figures by rows and columns. On a phone each row is a group of lines, one for each column. */
export function TwoWayTable({ caption, showsCaption = false, rowHeader, columns, rows, cell }: TwoWayTableProps) {
  const { t } = useLingui();
  const room = useRef<HTMLDivElement>(null);
  const isFolded = useFold(room, columns.map((column) => column.id).join(' '));
  const figure = (row: string, { id, isMarked }: (typeof columns)[number]) => (
    <td key={id} className={cx('px-2.5 py-2 text-right tabular-nums sm:px-4', isMarked && 'bg-accent-soft')}>
      {cell(row, id)}
    </td>
  );
  return (
    <div ref={room} role="group" aria-label={caption} tabIndex={0} className="relative overflow-x-auto border-t border-line">
      <table className="w-full text-left">
        <caption className={showsCaption ? 'px-4 py-2 text-left text-sm text-muted sm:px-6' : 'sr-only'}>{caption}</caption>
        {isFolded ? (
          <>
            <thead className="sr-only">
              <tr>
                <th scope="col">{rowHeader}</th>
                <th scope="col">{t`Value`}</th>
              </tr>
            </thead>
            {rows.map((row) => (
              <tbody key={row.id} className={row.isTotal === true ? 'font-semibold' : undefined}>
                <tr>
                  <th scope="rowgroup" colSpan={2} className="border-t border-line bg-sunken px-4 py-2 text-sm font-semibold">
                    {row.label}
                  </th>
                </tr>
                {columns.map((column) => (
                  <tr key={column.id} className="border-t border-line">
                    <th scope="row" className="px-4 py-2 text-sm font-medium">
                      {column.label}
                    </th>
                    {figure(row.id, column)}
                  </tr>
                ))}
              </tbody>
            ))}
          </>
        ) : (
          <>
            <thead className="bg-sunken text-sm">
              <tr>
                <th scope="col" className="sticky left-0 bg-sunken px-4 py-2 align-bottom font-semibold sm:px-6">
                  {rowHeader}
                </th>
                {columns.map((column) => (
                  <th key={column.id} scope="col" className="px-2.5 py-2 text-right align-bottom font-semibold sm:px-4">
                    {column.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id} className={row.isTotal === true ? 'border-t-2 border-edge font-semibold' : 'border-t border-line'}>
                  <th scope="row" className="sticky left-0 max-w-64 min-w-28 bg-surface px-4 py-2 font-medium sm:min-w-36 sm:px-6">
                    {row.label}
                  </th>
                  {columns.map((column) => figure(row.id, column))}
                </tr>
              ))}
            </tbody>
          </>
        )}
      </table>
    </div>
  );
}
