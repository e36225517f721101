import { useDistrictNames } from '@lib/district-names';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';

type LevelTableProps = {
  caption: string;
  rowHeader: string;
  levels: readonly string[];
  /** Levels of the reader's own schools. */
  own: ReadonlySet<string>;
  rows: readonly { id: string; label: ReactNode; isTotal?: boolean }[];
  cell: (row: string, level: string) => ReactNode;
};

/** Rows by level, the levels of one's own school marked in words and by colour. */
export function LevelTable({ caption, rowHeader, levels, own, rows, cell }: LevelTableProps) {
  const { levelName } = useDistrictNames();
  return (
    <div role="group" aria-label={caption} tabIndex={0} className="relative overflow-x-auto border-t border-line">
      <table className="w-full text-left">
        <caption className="sr-only">{caption}</caption>
        <thead className="bg-sunken text-sm">
          <tr>
            <th scope="col" className="px-4 py-2 align-bottom font-semibold sm:px-6">
              {rowHeader}
            </th>
            {levels.map((level) => (
              <th key={level} scope="col" className="px-2.5 py-2 text-right align-bottom font-semibold sm:px-4">
                {levelName(level)}
                {own.has(level) && (
                  <span className="block font-normal text-accent">
                    <Trans>your school</Trans>
                  </span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={row.isTotal === true ? 'border-t-2 border-edge font-semibold' : 'border-t border-line'}>
              <th scope="row" className="min-w-28 py-2.5 pl-4 font-medium sm:min-w-36 sm:px-6">
                {row.label}
              </th>
              {levels.map((level) => (
                <td key={level} className={`px-2.5 py-2.5 text-right tabular-nums sm:px-4 ${own.has(level) ? 'bg-accent-soft' : ''}`}>
                  {cell(row.id, level)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
