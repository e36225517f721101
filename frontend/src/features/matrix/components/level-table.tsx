import { useDistrictNames } from '@lib/district-names';
import { TwoWayTable } from '@kit/two-way-table';
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
export function LevelTable({ levels, own, ...table }: LevelTableProps) {
  const { levelName } = useDistrictNames();
  const columns = levels.map((level) => ({
    id: level,
    isMarked: own.has(level),
    label: (
      <>
        {levelName(level)}
        {own.has(level) && (
          <span className="block font-normal text-accent">
            <Trans>your school</Trans>
          </span>
        )}
      </>
    ),
  }));
  return <TwoWayTable columns={columns} {...table} />;
}
