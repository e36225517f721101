import { useLingui } from '@lingui/react/macro';
import { max } from 'd3-array';
import { scaleBand, scaleLinear } from 'd3-scale';
import type { ReactNode } from 'react';
import { ChartFrame } from './chart-frame';
import { useWidth } from './use-width';

export type DecileBar = { id: string; label: string; value: number; /** The same school group today. */ before: number | null };

export type DecileBarsProps = {
  title: string;
  finding: ReactNode;
  bars: readonly DecileBar[];
  /** What the groups are, under the axis: "schools from least to most need". */
  axisLabel: string;
  valueLabel: string;
  format: (value: number) => string;
  height?: number;
};

const MARGIN = { top: 8, right: 0, bottom: 44, left: 76 };

/** Groups of schools side by side; the outline behind each bar is today. Always from zero. */
export function DecileBars({ title, finding, bars, axisLabel, valueLabel, format, height = 280 }: DecileBarsProps) {
  const { t } = useLingui();
  const [frame, width] = useWidth<HTMLDivElement>();
  const hasBefore = bars.some((bar) => bar.before !== null);
  const highest = max(bars, (bar) => Math.max(bar.value, bar.before ?? 0)) ?? 1;
  const x = scaleBand(
    bars.map((bar) => bar.id),
    [MARGIN.left, width - MARGIN.right],
  ).padding(0.24);
  const y = scaleLinear([0, Math.max(highest, 1)], [height - MARGIN.bottom, MARGIN.top]).nice(4);
  const base = y(0);
  const headers = hasBefore ? [axisLabel, valueLabel, t`Today`] : [axisLabel, valueLabel];
  const rows = bars.map((bar) => {
    const cells = [bar.label, format(bar.value)];
    return hasBefore ? [...cells, bar.before === null ? '' : format(bar.before)] : cells;
  });
  return (
    <ChartFrame title={title} finding={finding} table={{ headers, rows: () => rows }}>
      {hasBefore && (
        <ul className="mb-1 flex flex-wrap gap-x-4 text-sm text-muted">
          <li className="inline-flex items-center gap-1.5">
            <span aria-hidden="true" className="inline-block size-3 bg-(--series-1) forced-colors:bg-[CanvasText]" />
            {valueLabel}
          </li>
          <li className="inline-flex items-center gap-1.5">
            <span aria-hidden="true" className="inline-block size-3 border-2 border-dashed border-edge" />
            {t`Today`}
          </li>
        </ul>
      )}
      <div ref={frame}>
        <svg role="img" aria-label={`${title}. ${rows.map((row) => row.join(', ')).join('; ')}`} width={width} height={height} viewBox={`0 0 ${width} ${height}`} className="block max-w-full">
          {y.ticks(4).map((tick) => (
            <g key={tick}>
              <line x1={MARGIN.left} x2={width} y1={y(tick)} y2={y(tick)} className="stroke-line" />
              <text x={MARGIN.left - 8} y={y(tick)} dy="0.32em" textAnchor="end" className="fill-muted text-sm tabular-nums">
                {format(tick)}
              </text>
            </g>
          ))}
          {bars.map((bar) => {
            const left = x(bar.id) ?? 0;
            const wide = x.bandwidth();
            return (
              <g key={bar.id}>
                <rect x={left} y={y(bar.value)} width={wide} height={base - y(bar.value)} className="fill-(--series-1)" />
                {bar.before !== null && (
                  <rect
                    x={left - wide * 0.1}
                    y={y(bar.before)}
                    width={wide * 1.2}
                    height={base - y(bar.before)}
                    fill="none"
                    strokeWidth={1.5}
                    strokeDasharray="4 3"
                    className="stroke-ink"
                  />
                )}
                <text x={left + wide / 2} y={base + 18} textAnchor="middle" className="fill-muted text-sm">
                  {bar.id}
                </text>
              </g>
            );
          })}
          <line x1={MARGIN.left} x2={width} y1={base} y2={base} className="stroke-edge" />
          <text x={(MARGIN.left + width) / 2} y={height - 6} textAnchor="middle" className="fill-muted text-sm">
            {axisLabel}
          </text>
        </svg>
      </div>
    </ChartFrame>
  );
}
