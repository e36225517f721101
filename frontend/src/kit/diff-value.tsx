import { formatBpChange, formatDecimalChange } from '@lib/number-format';
import { formatDollarChange } from '@lib/money';
import { Trans } from '@lingui/react/macro';
import type { CSSProperties } from 'react';
import { cx } from './class-names';

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
  const sign = value > 0 ? MORE : value < 0 ? LESS : SAME;
  return (
    <span className={cx('inline-block whitespace-nowrap tabular-nums', sign, largest !== undefined && largest > 0 && 'diff-bar')} style={barOf(value, largest)}>
      {WRITTEN[unit](value)}
    </span>
  );
}

// The arrow and the bar are no elements: a table has hundreds, and draws them anew with every result.
const MORE = "text-positive before:mr-1 before:content-['↑'/'']";
const LESS = "text-negative before:mr-1 before:content-['↓'/'']";
const SAME = "text-muted before:mr-1 before:content-['='/'']";

/** How long the bar is and where it stands; see `diff-bar` in page.css. */
function barOf(value: number, largest: number | undefined): CSSProperties | undefined {
  if (largest === undefined || largest <= 0) return undefined;
  const length = Math.min(Math.abs(value) / largest, 1) * 50;
  const start = value < 0 ? 50 - length : 50;
  // A place of 100 % is where the bar's own end meets the end of the line.
  return { backgroundSize: `1px 3px, ${length}% 3px, 100% 1px`, backgroundPositionX: `50%, ${(start / (100 - length)) * 100}%, 0` };
}
