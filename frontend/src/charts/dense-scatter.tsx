import { useLingui } from '@lingui/react/macro';
import { extent } from 'd3-array';
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { ChartFrame, type ChartTable } from './chart-frame';
import type { ScatterAxis } from './scatter';
import { useWidth } from './use-width';

export type DensePoint = {
  /** The place in whatever list the points were made of. */
  index: number;
  x: number;
  y: number;
  /** Drawn pale, and passed over by the arrow keys. */
  isFaint: boolean;
};

export type DenseScatterProps = {
  title: string;
  finding: ReactNode;
  points: readonly DensePoint[];
  xAxis: ScatterAxis;
  yAxis: ScatterAxis;
  table: ChartTable;
  /** Marked with a ring and a word, as the point all others are compared with. */
  reference?: { index: number; label: string };
  selected: number | null;
  onSelect: (index: number) => void;
  height?: number;
};

const MARGIN = { top: 12, right: 28, bottom: 44, left: 76 };
const REACH = 20;
/** Points are smaller the more there are. */
const sizeOf = (count: number) => (count > 8_000 ? 2 : count > 3_000 ? 2.6 : 3.6);

/** Thousands of points, drawn on a canvas. One tab stop; arrows go from point to point by x, Enter chooses. */
export function DenseScatter(props: DenseScatterProps) {
  const { title, finding, points, xAxis, yAxis, table, reference, selected, onSelect, height = 380 } = props;
  const { t } = useLingui();
  const [frame, width] = useWidth<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [current, setCurrent] = useState<number | null>(null);
  const ordered = useMemo(() => points.filter((point) => !point.isFaint).toSorted((one, other) => one.x - other.x), [points]);
  const byIndex = useMemo(() => new Map(points.map((point) => [point.index, point])), [points]);

  const [minX = 0, maxX = 1] = extent(points, (point) => point.x);
  const [minY = 0, maxY = 1] = extent(points, (point) => point.y);
  const x = useMemo(() => scaleLinear(apart(minX, maxX), [MARGIN.left, width - MARGIN.right]).nice(5), [minX, maxX, width]);
  const y = useMemo(() => scaleLinear(apart(minY, maxY), [height - MARGIN.bottom, MARGIN.top]).nice(5), [minY, maxY, height]);

  useEffect(() => {
    if (canvas.current !== null) draw(canvas.current, points, x, y, width, height);
  }, [points, x, y, width, height]);

  const at = current === null ? undefined : ordered[current];
  const chosen = selected === null ? undefined : byIndex.get(selected);
  const today = reference === undefined ? undefined : byIndex.get(reference.index);

  function onKeyDown(event: KeyboardEvent) {
    const last = ordered.length - 1;
    const page = Math.max(1, Math.round(ordered.length / 20));
    const next = {
      ArrowRight: (current ?? -1) + 1,
      ArrowLeft: (current ?? last + 1) - 1,
      PageDown: (current ?? -1) + page,
      PageUp: (current ?? last + 1) - page,
      Home: 0,
      End: last,
    }[event.key];
    if (next !== undefined && last >= 0) {
      event.preventDefault();
      setCurrent(Math.min(Math.max(next, 0), last));
    } else if (event.key === 'Escape') setCurrent(null);
    else if (event.key === 'Enter' && at !== undefined) onSelect(at.index);
  }

  function onPointerMove(event: PointerEvent<SVGSVGElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    setCurrent(nearest(ordered, event.clientX - box.left, event.clientY - box.top, x, y));
  }

  return (
    <ChartFrame title={title} finding={finding} table={table} hasPicture={false}>
      <div
        ref={frame}
        role="group"
        aria-label={t`${title}. Press the arrow keys to read the points, Enter to choose one.`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="relative cursor-crosshair rounded-sm"
        style={{ height }}
      >
        <canvas ref={canvas} aria-hidden="true" className="absolute inset-0" style={{ width, height }} />
        <svg
          aria-hidden="true"
          width={width}
          height={height}
          onPointerMove={onPointerMove}
          onPointerLeave={() => setCurrent(null)}
          onClick={() => at !== undefined && onSelect(at.index)}
          className="absolute inset-0 block max-w-full"
        >
          {y.ticks(5).map((tick) => (
            <g key={tick}>
              <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(tick)} y2={y(tick)} className="stroke-line" />
              <text x={MARGIN.left - 8} y={y(tick)} dy="0.32em" textAnchor="end" className="fill-muted text-sm tabular-nums">
                {yAxis.format(tick)}
              </text>
            </g>
          ))}
          {x.ticks(width < 480 ? 3 : 6).map((tick) => (
            <text key={tick} x={x(tick)} y={height - MARGIN.bottom + 18} textAnchor="middle" className="fill-muted text-sm tabular-nums">
              {xAxis.format(tick)}
            </text>
          ))}
          <text x={(MARGIN.left + width - MARGIN.right) / 2} y={height - 6} textAnchor="middle" className="fill-muted text-sm">
            {xAxis.label}
          </text>
          {today !== undefined && (
            <g>
              <path d={`M${x(today.x)},${y(today.y)}m0,-8l7,8l-7,8l-7,-8z`} className="fill-(--series-2) stroke-surface" strokeWidth={1.5} />
              <text
                x={x(today.x) + (x(today.x) > width - 90 ? -11 : 11)}
                y={y(today.y)}
                dy="0.35em"
                textAnchor={x(today.x) > width - 90 ? 'end' : 'start'}
                className="fill-ink stroke-surface text-sm font-semibold"
                strokeWidth={3}
                paintOrder="stroke"
              >
                {reference?.label}
              </text>
            </g>
          )}
          {chosen !== undefined && <circle cx={x(chosen.x)} cy={y(chosen.y)} r={7} className="fill-accent stroke-surface" strokeWidth={2} />}
          {at !== undefined && <circle cx={x(at.x)} cy={y(at.y)} r={9} fill="none" strokeWidth={2.5} className="stroke-ink" />}
        </svg>
      </div>
      <p role="status" className="mt-1 min-h-6 text-sm">
        {at === undefined
          ? t`${yAxis.label} by ${xAxis.label}. Point at a mark and click to choose it.`
          : `${xAxis.label} ${xAxis.format(at.x)}, ${yAxis.label} ${yAxis.format(at.y)}`}
      </p>
    </ChartFrame>
  );
}

/** A scale of one value has no length; give it some. */
function apart(low: number, high: number): [number, number] {
  return low === high ? [low - Math.max(1, Math.abs(low) / 100), high + Math.max(1, Math.abs(high) / 100)] : [low, high];
}

type Scale = ScaleLinear<number, number>;

function draw(canvas: HTMLCanvasElement, points: readonly DensePoint[], x: Scale, y: Scale, width: number, height: number) {
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  pen.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  const size = sizeOf(points.length);
  for (const isFaint of [true, false]) {
    pen.fillStyle = style.getPropertyValue(isFaint ? '--edge' : '--series-1');
    pen.globalAlpha = isFaint ? 0.2 : points.length > 3_000 ? 0.5 : 0.65;
    for (const point of points) {
      if (point.isFaint === isFaint) pen.fillRect(x(point.x) - size / 2, y(point.y) - size / 2, size, size);
    }
  }
}

function nearest(points: readonly DensePoint[], left: number, top: number, x: Scale, y: Scale): number | null {
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
