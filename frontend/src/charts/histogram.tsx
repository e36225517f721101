import { useLingui } from '@lingui/react/macro';
import { scaleLinear } from 'd3-scale';
import type { ReactNode } from 'react';
import { ChartFrame } from './chart-frame';
import { seriesAt } from './series';
import { useWidth } from './use-width';

export type HistogramProps = {
  title: string;
  finding: ReactNode;
  bars: readonly { low: number; high: number; count: number }[];
  /** Values to hold the bars against, in the fixed order of shapes and colours. */
  marks: readonly { id: string; label: string; value: number }[];
  format: (value: number) => string;
  valueLabel: string;
  countLabel: string;
  height?: number;
};

const MARGIN = { top: 26, right: 16, bottom: 28, left: 40 };

/** How often each span of values was chosen. */
export function Histogram({ title, finding, bars, marks, format, valueLabel, countLabel, height = 200 }: HistogramProps) {
  const { t } = useLingui();
  const [frame, width] = useWidth<HTMLDivElement>(420);
  const low = Math.min(bars[0]?.low ?? 0, ...marks.map((mark) => mark.value));
  const high = Math.max(bars.at(-1)?.high ?? 1, ...marks.map((mark) => mark.value));
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const x = scaleLinear([low, high], [MARGIN.left, width - MARGIN.right]);
  const y = scaleLinear([0, most], [height - MARGIN.bottom, MARGIN.top]);
  const ticks = y.ticks(Math.min(4, most)).filter((tick) => Number.isInteger(tick));
  return (
    <ChartFrame
      title={title}
      finding={finding}
      table={{
        headers: [valueLabel, countLabel],
        rows: () => bars.map((bar) => [t`${format(bar.low)} to ${format(bar.high)}`, bar.count]),
      }}
    >
      <ul className="mb-1 flex flex-wrap gap-x-4 text-sm text-muted">
        {marks.map((mark, index) => (
          <li key={mark.id} className="inline-flex items-center gap-1.5">
            <svg aria-hidden="true" width="14" height="14" viewBox="-7 -7 14 14" className="inline-block">
              <path d={`M0,0${seriesAt(index + 1).mark}`} className={seriesAt(index + 1).fill} />
            </svg>
            {mark.label}
          </li>
        ))}
      </ul>
      <div ref={frame}>
        <svg aria-hidden="true" width={width} height={height} viewBox={`0 0 ${width} ${height}`} className="block max-w-full">
          {ticks.map((tick) => (
            <g key={tick}>
              <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(tick)} y2={y(tick)} className="stroke-line" />
              <text x={MARGIN.left - 6} y={y(tick)} dy="0.32em" textAnchor="end" className="fill-muted text-sm tabular-nums">
                {tick}
              </text>
            </g>
          ))}
          {bars.map((bar) => (
            <rect
              key={bar.low}
              x={x(bar.low) + 0.5}
              y={y(bar.count)}
              width={Math.max(1, x(bar.high) - x(bar.low) - 1)}
              height={Math.max(0, y(0) - y(bar.count))}
              className="fill-(--series-1)"
              opacity={0.75}
            />
          ))}
          {marks.map((mark, index) => (
            <g key={mark.id}>
              <line x1={x(mark.value)} x2={x(mark.value)} y1={MARGIN.top - 6} y2={y(0)} className="stroke-ink" strokeDasharray="3 3" />
              <path d={`M${x(mark.value)},${MARGIN.top - 12}${seriesAt(index + 1).mark}`} className={seriesAt(index + 1).fill} />
            </g>
          ))}
          {[low, (low + high) / 2, high].map((tick, index) => (
            <text
              key={tick}
              x={x(tick)}
              y={height - MARGIN.bottom + 18}
              textAnchor={(['start', 'middle', 'end'] as const)[index]}
              className="fill-muted text-sm tabular-nums"
            >
              {format(tick)}
            </text>
          ))}
        </svg>
      </div>
    </ChartFrame>
  );
}
