import type { ReactNode } from 'react';
import { cx } from './class-names';

export type StatTileProps = {
  label: ReactNode;
  value: ReactNode;
  /** What the number means, or how it compares. */
  note?: ReactNode;
  /** Opens the arithmetic behind the number. */
  action?: ReactNode;
  className?: string;
};

/** One number that matters, with the words that make it one. Stands in a `dl` or alone. */
export function StatTile({ label, value, note, action, className }: StatTileProps) {
  return (
    <div className={cx('min-w-0 rounded-lg border border-line bg-surface p-4 shadow-card', className)}>
      <p className="text-sm font-medium text-muted">{label}</p>
      <p className="mt-1 text-xl font-semibold tracking-tight tabular-nums">{value}</p>
      {note !== undefined && <p className="mt-1 text-sm text-muted">{note}</p>}
      {action !== undefined && <div className="mt-2 -ml-2.5">{action}</div>}
    </div>
  );
}
