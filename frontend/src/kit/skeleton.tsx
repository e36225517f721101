import { useLingui } from '@lingui/react/macro';
import { cx } from './class-names';

/** A grey bar in the size of what will come, so that nothing jumps. Decoration; wrap the group in `Loading`. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx('block animate-pulse rounded-md bg-sunken', className ?? 'h-4 w-full')} />;
}

/** A page or card on its way: says so once, and keeps the final layout with `Skeleton` bars or lines of text. */
export function Loading({ lines = 4, children }: { lines?: number; children?: React.ReactNode }) {
  const { t } = useLingui();
  return (
    <div role="status" aria-busy="true">
      <span className="sr-only">{t`Loading`}</span>
      {children ?? (
        <div className="space-y-3">
          {Array.from({ length: lines }, (_, line) => (
            <Skeleton key={line} className={line % 3 === 2 ? 'h-4 w-2/3' : 'h-4 w-full'} />
          ))}
        </div>
      )}
    </div>
  );
}
