import { useDistrictNames } from '@lib/district-names';
import { useNarrow } from '@kit/use-narrow';
import { Trans, useLingui } from '@lingui/react/macro';
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

/** What the name of a row and a cell need, in pixels. */
const NAME_WIDTH = 160;
const CELL_WIDTH = 112;

/** Rows by level, the levels of one's own school marked in words and by colour. */
export function LevelTable({ caption, rowHeader, levels, own, rows, cell }: LevelTableProps) {
  const { t } = useLingui();
  const { levelName } = useDistrictNames();
  const [room, isNarrow] = useNarrow<HTMLDivElement>(NAME_WIDTH + levels.length * CELL_WIDTH);
  const ofLevel = (level: string) => (
    <>
      {levelName(level)}
      {own.has(level) && (
        <span className="block font-normal text-accent">
          <Trans>your school</Trans>
        </span>
      )}
    </>
  );
  const figure = (row: string, level: string) => (
    <td key={level} className={`px-2.5 py-2.5 text-right tabular-nums sm:px-4 ${own.has(level) ? 'bg-accent-soft' : ''}`}>
      {cell(row, level)}
    </td>
  );
  return (
    <div ref={room} role="group" aria-label={caption} tabIndex={0} className="relative overflow-x-auto border-t border-line">
      <table className="w-full text-left">
        <caption className="sr-only">{caption}</caption>
        {isNarrow ? (
          <>
            <thead className="sr-only">
              <tr>
                <th scope="col">{rowHeader}</th>
                <th scope="col">{t`Figure`}</th>
              </tr>
            </thead>
            {rows.map((row) => (
              <tbody key={row.id} className={row.isTotal === true ? 'font-semibold' : undefined}>
                <tr>
                  <th scope="rowgroup" colSpan={2} className="border-t border-line bg-sunken px-4 py-2 text-sm font-semibold">
                    {row.label}
                  </th>
                </tr>
                {levels.map((level) => (
                  <tr key={level} className="border-t border-line">
                    <th scope="row" className="px-4 py-2 text-sm font-medium">
                      {ofLevel(level)}
                    </th>
                    {figure(row.id, level)}
                  </tr>
                ))}
              </tbody>
            ))}
          </>
        ) : (
          <>
            <thead className="bg-sunken text-sm">
              <tr>
                <th scope="col" className="px-4 py-2 align-bottom font-semibold sm:px-6">
                  {rowHeader}
                </th>
                {levels.map((level) => (
                  <th key={level} scope="col" className="px-2.5 py-2 text-right align-bottom font-semibold sm:px-4">
                    {ofLevel(level)}
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
                  {levels.map((level) => figure(row.id, level))}
                </tr>
              ))}
            </tbody>
          </>
        )}
      </table>
    </div>
  );
}
