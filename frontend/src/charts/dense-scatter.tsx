import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { ChartFrame, type ChartTable } from './chart-frame';
import type { Axis } from './axes';
import { type PlaneRoom, ScatterPlane } from './scatter-plane';

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
  xAxis: Axis;
  yAxis: Axis;
  table: ChartTable;
  /** Marked with a ring and a word, as the point all others are compared with. */
  reference?: { index: number; label: string };
  selected: number | null;
  onSelect: (index: number) => void;
  height?: number;
};

/** Points are smaller the more there are. */
const sizeOf = (count: number) => (count > 8_000 ? 2 : count > 3_000 ? 2.6 : 3.6);

/** Thousands of points, drawn on a canvas. One tab stop; arrows go from point to point by x, Enter chooses. */
export function DenseScatter(props: DenseScatterProps) {
  const { title, finding, points, xAxis, yAxis, table, reference, selected, onSelect, height = 380 } = props;
  const { t } = useLingui();
  const ordered = useMemo(() => points.filter((point) => !point.isFaint).toSorted((one, other) => one.x - other.x), [points]);
  const byIndex = useMemo(() => new Map(points.map((point) => [point.index, point])), [points]);
  const chosen = selected === null ? undefined : byIndex.get(selected);
  const today = reference === undefined ? undefined : byIndex.get(reference.index);

  return (
    <ChartFrame title={title} finding={finding} table={table} hasPicture={false}>
      <div className="cursor-crosshair">
        <ScatterPlane
          label={t`${title}. Press the arrow keys to read the points, Enter to choose one.`}
          hint={t`${yAxis.label} by ${xAxis.label}. Point at a mark and click to choose it.`}
          points={points}
          readable={ordered}
          describe={(point) => `${xAxis.label} ${xAxis.format(point.x)}, ${yAxis.label} ${yAxis.format(point.y)}`}
          onChoose={(point) => onSelect(point.index)}
          xAxis={xAxis}
          yAxis={yAxis}
          height={height}
          ground={(room) => <Cloud points={points} room={room} />}
          marks={(room) => (
            <>
              {today !== undefined && reference !== undefined && <Reference point={today} label={reference.label} room={room} />}
              {chosen !== undefined && <circle cx={room.x(chosen.x)} cy={room.y(chosen.y)} r={7} className="fill-accent stroke-surface" strokeWidth={2} />}
            </>
          )}
        />
      </div>
    </ChartFrame>
  );
}

function Cloud({ points, room }: { points: readonly DensePoint[]; room: PlaneRoom }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null) draw(canvas.current, points, room);
  }, [points, room]);
  return <canvas ref={canvas} aria-hidden="true" className="absolute inset-0" style={{ width: room.width, height: room.height }} />;
}

function Reference({ point, label, room }: { point: DensePoint; label: string; room: PlaneRoom }) {
  const left = room.x(point.x);
  const top = room.y(point.y);
  const isAtEnd = left > room.width - 90;
  return (
    <g>
      <path d={`M${left},${top}m0,-8l7,8l-7,8l-7,-8z`} className="fill-(--series-2) stroke-surface" strokeWidth={1.5} />
      <text
        x={left + (isAtEnd ? -11 : 11)}
        y={top}
        dy="0.35em"
        textAnchor={isAtEnd ? 'end' : 'start'}
        className="fill-ink stroke-surface text-sm font-semibold"
        strokeWidth={3}
        paintOrder="stroke"
      >
        {label}
      </text>
    </g>
  );
}

function draw(canvas: HTMLCanvasElement, points: readonly DensePoint[], { x, y, width, height }: PlaneRoom) {
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
