import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from './button';
import type { MatrixAxis } from './matrix-grid';

type MatrixRowProps = {
  row: MatrixAxis;
  columnCount: number;
  /** The name stands in a line of its own above the cells, where they have no room beside it. */
  isStacked: boolean;
  isChanged: boolean;
  onUndo: () => void;
  children: ReactNode;
};

/** A row of the grid with its name, and with the way back once it was changed. */
export function MatrixRow({ row, columnCount, isStacked, isChanged, onUndo, children }: MatrixRowProps) {
  const { t } = useLingui();
  const note = row.note !== undefined && <span className="block text-sm font-normal text-muted">{row.note}</span>;
  const undo = isChanged && (
    <Button variant="quiet" size="small" icon="undo" aria-label={t`Undo the changes of ${row.label}`} className={isStacked ? '-my-1' : '-ml-2.5'} onPress={onUndo}>
      <Trans>Undo</Trans>
    </Button>
  );
  if (isStacked) {
    return (
      <tbody>
        <tr>
          <th scope="rowgroup" colSpan={columnCount} className="pt-3 text-sm font-medium">
            <span className="flex flex-wrap items-center justify-between gap-x-2">
              {row.label}
              {undo}
            </span>
            {note}
          </th>
        </tr>
        <tr>{children}</tr>
      </tbody>
    );
  }
  return (
    <tbody>
      <tr>
        <th scope="row" className="border-b border-line py-2 pr-2 align-top text-sm font-medium sm:text-base">
          <span className="block pt-1.5">{row.label}</span>
          {note}
          {undo}
        </th>
        {children}
      </tr>
    </tbody>
  );
}
