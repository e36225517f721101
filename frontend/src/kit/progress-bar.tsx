import { cx } from './class-names';

export type ProgressBarProps = {
  label: string;
  /** From 0 to 1; left out while the end is not known. */
  share?: number;
  /** What is being done, in words; shown at the end of the line. */
  note?: string;
  hideLabel?: boolean;
};

export function ProgressBar({ label, share, note, hideLabel = false }: ProgressBarProps) {
  const percent = share === undefined ? undefined : Math.round(Math.min(Math.max(share, 0), 1) * 100);
  return (
    <div>
      <div className={cx('flex justify-between gap-4 text-sm', hideLabel ? 'sr-only' : 'mb-1')}>
        <span className="font-semibold">{label}</span>
        <span className="text-muted tabular-nums">{note ?? (percent === undefined ? '' : `${percent}%`)}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="h-2 overflow-hidden rounded-full border border-edge bg-sunken"
      >
        <div
          className={cx('h-full origin-left bg-accent transition-transform forced-colors:bg-[Highlight]', percent === undefined && 'animate-pulse')}
          style={{ transform: `scaleX(${percent === undefined ? 0.35 : percent / 100})` }}
        />
      </div>
    </div>
  );
}
