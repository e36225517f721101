import { useLingui } from '@lingui/react/macro';
import { formatDollars, formatShortDollars } from '@lib/money';
import { cx } from './class-names';
import { Icon } from './icon';

export type GaugeProps = {
  label: string;
  usedCents: number;
  availableCents: number;
  className?: string;
};

/** Money used against money there is, with the gap in words. */
export function Gauge({ label, usedCents, availableCents, className }: GaugeProps) {
  const { t } = useLingui();
  const gap = availableCents - usedCents;
  const isOver = gap < 0;
  const gapText = formatShortDollars(Math.abs(gap));
  const words = gap === 0 ? t`All of it is placed` : isOver ? t`${gapText} over` : t`${gapText} left`;
  const largest = Math.max(usedCents, availableCents, 1);
  const used = formatDollars(usedCents);
  const available = formatDollars(availableCents);
  return (
    <div className={cx('min-w-0', className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="text-sm font-semibold">{label}</span>
        <span className={cx('inline-flex items-center gap-1 text-sm font-semibold', isOver ? 'text-negative' : 'text-positive')}>
          <Icon name={isOver ? 'error' : gap === 0 ? 'check' : 'info'} />
          {words}
        </span>
      </div>
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={largest}
        aria-valuenow={usedCents}
        aria-valuetext={t`${used} of ${available}, ${words}`}
        className="relative mt-1 h-2.5 overflow-hidden rounded-full border border-edge bg-sunken"
      >
        <div
          className={cx('h-full origin-left', isOver ? 'bg-negative' : 'bg-accent', 'forced-colors:bg-[Highlight]')}
          style={{ transform: `scaleX(${usedCents / largest})` }}
        />
        {isOver && <span className="absolute inset-y-0 w-0.5 bg-ink" style={{ left: `${(availableCents / largest) * 100}%` }} />}
      </div>
      <p className="mt-1 text-sm text-muted tabular-nums">{t`${used} of ${available}`}</p>
    </div>
  );
}
