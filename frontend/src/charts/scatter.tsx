import { useLingui } from '@lingui/react/macro';
import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useMemo, useState } from 'react';
import { ChartFrame } from './chart-frame';
import { seriesAt } from './series';
import { useWidth } from './use-width';

export type ScatterPoint = { id: string; label: string; x: number; y: number; group: string };

export type ScatterAxis = { label: string; format: (value: number) => string };

export type ScatterProps = {
  title: string;
  finding: ReactNode;
  points: readonly ScatterPoint[];
  xAxis: ScatterAxis;
  yAxis: ScatterAxis;
  /** In the fixed order of shapes and colours; `id` is the points' `group`. */
  groups: readonly { id: string; label: string }[];
  /** A line the server fitted, from its first to its last x. */
  fit?: { x1: number; y1: number; x2: number; y2: number };
  /** Enter on a point. */
  onOpen?: (id: string) => void;
  height?: number;
};

const MARGIN = { top: 8, right: 28, bottom: 44, left: 76 };

/** Schools by two measures. One tab stop; arrows go from point to point by x and read each. */
export function Scatter(props: ScatterProps) {
  const { title, finding, points, xAxis, yAxis, groups, fit, onOpen, height = 320 } = props;
  const { t } = useLingui();
  const [frame, width] = useWidth<HTMLDivElement>();
  const [current, setCurrent] = useState<number | null>(null);
  const sorted = useMemo(() => points.toSorted((one, other) => one.x - other.x), [points]);

  const [minX = 0, maxX = 1] = extent(sorted, (point) => point.x);
  const [minY = 0, maxY = 1] = extent(sorted, (point) => point.y);
  const x = useMemo(() => scaleLinear([minX, maxX], [MARGIN.left, width - MARGIN.right]).nice(5), [minX, maxX, width]);
  const y = useMemo(() => scaleLinear([minY, maxY], [height - MARGIN.bottom, MARGIN.top]).nice(5), [minY, maxY, height]);

  // One path for each group: a thousand single marks would cost a thousand elements an update.
  const paths = useMemo(
    () =>
      groups.map((group, index) => {
        const { mark } = seriesAt(index);
        return sorted
          .filter((point) => point.group === group.id)
          .map((point) => `M${round(x(point.x))},${round(y(point.y))}${mark}`)
          .join('');
      }),
    [groups, sorted, x, y],
  );

  const point = current === null ? undefined : sorted[current];

  function onKeyDown(event: KeyboardEvent) {
    const last = sorted.length - 1;
    const next = { ArrowRight: (current ?? -1) + 1, ArrowLeft: (current ?? last + 1) - 1, Home: 0, End: last }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setCurrent(Math.min(Math.max(next, 0), last));
    } else if (event.key === 'Escape') setCurrent(null);
    else if (event.key === 'Enter' && point !== undefined) onOpen?.(point.id);
  }

  function onPointerMove(event: PointerEvent<SVGSVGElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    setCurrent(nearest(sorted, event.clientX - box.left, event.clientY - box.top, x, y));
  }

  return (
    <ChartFrame
      title={title}
      finding={finding}
      table={{
        headers: [t`School`, xAxis.label, yAxis.label],
        rows: () => sorted.map((item) => [item.label, xAxis.format(item.x), yAxis.format(item.y)]),
      }}
    >
      <ul className="mb-1 flex flex-wrap gap-x-4 text-sm text-muted">
        {groups.map((group, index) => (
          <li key={group.id} className="inline-flex items-center gap-1.5">
            <svg aria-hidden="true" width="14" height="14" viewBox="-7 -7 14 14" className="inline-block">
              <path d={`M0,0${seriesAt(index).mark}`} className={seriesAt(index).fill} />
            </svg>
            {group.label}
          </li>
        ))}
      </ul>
      <div
        ref={frame}
        role="group"
        aria-label={t`${title}. Press the arrow keys to read the points.`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="rounded-sm"
      >
        <svg aria-hidden="true" width={width} height={height} onPointerMove={onPointerMove} onPointerLeave={() => setCurrent(null)} onClick={() => point && onOpen?.(point.id)} className="block max-w-full">
          {y.ticks(5).map((tick) => (
            <g key={tick}>
              <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(tick)} y2={y(tick)} className="stroke-line" />
              <text x={MARGIN.left - 8} y={y(tick)} dy="0.32em" textAnchor="end" className="fill-muted text-sm tabular-nums">
                {yAxis.format(tick)}
              </text>
            </g>
          ))}
          {x.ticks(width < 480 ? 4 : 6).map((tick) => (
            <text key={tick} x={x(tick)} y={height - MARGIN.bottom + 18} textAnchor="middle" className="fill-muted text-sm tabular-nums">
              {xAxis.format(tick)}
            </text>
          ))}
          <text x={(MARGIN.left + width - MARGIN.right) / 2} y={height - 6} textAnchor="middle" className="fill-muted text-sm">
            {xAxis.label}
          </text>
          {paths.map((path, index) => (
            <path key={groups[index]?.id} d={path} className={seriesAt(index).fill} opacity={0.8} />
          ))}
          {fit !== undefined && <line x1={x(fit.x1)} y1={y(fit.y1)} x2={x(fit.x2)} y2={y(fit.y2)} className="stroke-ink" strokeWidth={2} />}
          {point !== undefined && <circle cx={x(point.x)} cy={y(point.y)} r={9} fill="none" strokeWidth={2.5} className="stroke-ink" />}
        </svg>
      </div>
      <p role="status" className="mt-1 min-h-6 text-sm">
        {point === undefined
          ? t`${yAxis.label} by ${xAxis.label}. Point at a mark to see the school.`
          : `${point.label}: ${xAxis.format(point.x)}, ${yAxis.format(point.y)}`}
      </p>
    </ChartFrame>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;

type Scale = (value: number) => number;

const REACH = 24;

function nearest(points: readonly ScatterPoint[], left: number, top: number, x: Scale, y: Scale): number | null {
  let best: number | null = null;
  let distance = REACH * REACH;
  for (const [index, point] of points.entries()) {
    const away = (x(point.x) - left) ** 2 + (y(point.y) - top) ** 2;
    if (away < distance) {
      best = index;
      distance = away;
    }
  }
  return best;
}
