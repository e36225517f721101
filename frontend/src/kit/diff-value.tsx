import { formatBpChange, formatDecimalChange } from '@lib/number-format';
import { formatDollarChange } from '@lib/money';
import { Trans } from '@lingui/react/macro';
import { cx } from './class-names';
import { Icon } from './icon';

export type DiffValueProps = {
  /** Cents, basis points or pupils, as `unit` says; `null` where there is nothing to compare with. */
  value: number | null;
  unit?: 'cents' | 'bp' | 'pupils';
  /** Draws a thin bar from the middle; the largest change of the column fills half of it. */
  largest?: number;
};

const WRITTEN = { cents: formatDollarChange, bp: formatBpChange, pupils: formatDecimalChange };

/** A change: sign, arrow, number, and in a column a thin bar. */
export function DiffValue({ value, unit = 'cents', largest }: DiffValueProps) {
  if (value === null) {
    return (
      <span className="text-muted">
        <span aria-hidden="true">–</span>
        <span className="sr-only">
          <Trans>nothing to compare with</Trans>
        </span>
      </span>
    );
  }
  const tone = value > 0 ? 'text-positive' : value < 0 ? 'text-negative' : 'text-muted';
  const text = WRITTEN[unit](value);
  return (
    <span className="inline-flex flex-col items-stretch">
      <span className={cx('inline-flex items-center justify-end gap-1 whitespace-nowrap tabular-nums', tone)}>
        <Icon name={value > 0 ? 'up' : value < 0 ? 'down' : 'equal'} className="size-4" />
        {text}
      </span>
      {largest !== undefined && largest > 0 && <DiffBar share={value / largest} />}
    </span>
  );
}

function DiffBar({ share }: { share: number }) {
  const width = Math.min(Math.abs(share), 1) * 50;
  return (
    <svg aria-hidden="true" viewBox="0 0 100 3" preserveAspectRatio="none" className="mt-0.5 h-[3px] w-full min-w-16">
      <rect x="0" y="1" width="100" height="1" className="fill-line" />
      <rect
        x={share < 0 ? 50 - width : 50}
        y="0"
        width={width}
        height="3"
        className={share < 0 ? 'fill-negative' : 'fill-positive'}
      />
      <rect x="49.5" y="0" width="1" height="3" className="fill-edge" />
    </svg>
  );
}
