import { max, min } from 'd3-array';
import { scaleLinear, scalePoint } from 'd3-scale';
import type { ReactNode } from 'react';
import { useLingui } from '@lingui/react/macro';
import { ChartFrame } from './chart-frame';
import { seriesAt } from './series';
import { useWidth } from './use-width';

export type YearLine = {
  id: string;
  label: string;
  /** One for each point of time; `null` where nothing is known. */
  values: readonly (number | null)[];
  /** Drawn dashed: what would be, not what is. */
  isShadow?: boolean;
};

export type YearLinesProps = {
  title: string;
  finding: ReactNode;
  note?: ReactNode;
  times: readonly string[];
  lines: readonly YearLine[];
  format: (value: number) => string;
  /** A line across the chart that all others are read against. */
  reference?: number;
  height?: number;
};

const TIGHT = 64;
const MARGIN = { top: 12, right: 16, bottom: 32, left: 64 };

/** A few lines over the years; each has its own colour, mark and name. */
export function YearLines({ title, finding, note, times, lines, format, reference, height = 300 }: YearLinesProps) {
  const { t } = useLingui();
  const [frame, width] = useWidth<HTMLDivElement>();
  const known = lines.flatMap((line) => line.values.filter((value): value is number => value !== null));
  const all = reference === undefined ? known : [...known, reference];
  const low = min(all) ?? 0;
  const high = max(all) ?? 1;
  const x = scalePoint(times, [MARGIN.left, width - MARGIN.right]).padding(0.15);
  const y = scaleLinear([low, high === low ? low + 1 : high], [height - MARGIN.bottom, MARGIN.top]).nice(5);
  const shown = (value: number | null) => (value === null ? '' : format(value));
  // `2026–27` becomes `26–27` where the years stand close together.
  const isTight = (width - MARGIN.left - MARGIN.right) / times.length < TIGHT;
  const spoken = lines.map((line) => `${line.label}: ${line.values.map((value, index) => `${times[index]} ${shown(value)}`).join(', ')}`).join('; ');
  return (
    <ChartFrame
      title={title}
      finding={finding}
      note={note}
      table={{ headers: [t`Line`, ...times], rows: () => lines.map((line) => [line.label, ...line.values.map(shown)]) }}
    >
      <ul className="mb-1 flex flex-wrap gap-x-4 text-sm text-muted">
        {lines.map((line, index) => (
          <li key={line.id} className="inline-flex items-center gap-1.5">
            <svg aria-hidden="true" width={28} height={14} className={seriesAt(index).fill}>
              <line x1={0} x2={28} y1={7} y2={7} strokeWidth={2} stroke={colourOf(index)} strokeDasharray={line.isShadow === true ? '4 3' : undefined} />
              <path d={`M14,7${seriesAt(index).mark}`} />
            </svg>
            {line.label}
          </li>
        ))}
      </ul>
      <div ref={frame}>
        <svg role="img" aria-label={`${title}. ${spoken}`} width={width} height={height} viewBox={`0 0 ${width} ${height}`} className="block max-w-full">
          {y.ticks(5).map((tick) => (
            <g key={tick}>
              <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(tick)} y2={y(tick)} className="stroke-line" />
              <text x={MARGIN.left - 8} y={y(tick)} dy="0.32em" textAnchor="end" className="fill-muted text-sm tabular-nums">
                {format(tick)}
              </text>
            </g>
          ))}
          {reference !== undefined && <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(reference)} y2={y(reference)} className="stroke-ink" />}
          {times.map((time) => (
            <text key={time} x={x(time)} y={height - 8} textAnchor="middle" className="fill-muted text-sm">
              {isTight ? time.replace(/^\d\d(?=\d\d)/, '') : time}
            </text>
          ))}
          {lines.map((line, index) => {
            const points = line.values.flatMap((value, at) => (value === null ? [] : [[x(times[at] ?? '') ?? 0, y(value)] as const]));
            return (
              <g key={line.id} className={seriesAt(index).fill}>
                <path
                  d={points.map(([left, top], at) => `${at === 0 ? 'M' : 'L'}${left},${top}`).join('')}
                  fill="none"
                  strokeWidth={2}
                  stroke={colourOf(index)}
                  strokeDasharray={line.isShadow === true ? '4 3' : undefined}
                />
                {points.map(([left, top]) => (
                  <path key={`${left}`} d={`M${left},${top}${seriesAt(index).mark}`} />
                ))}
              </g>
            );
          })}
        </svg>
      </div>
    </ChartFrame>
  );
}

const colourOf = (index: number): string => `var(--series-${(index % 6) + 1})`;
