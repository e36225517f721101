import { extent } from 'd3-array';
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useMemo, useState } from 'react';
import { type Axis, Axes } from './axes';
import { useWidth } from './use-width';


type Scale = ScaleLinear<number, number>;

/** Where a point of the data lies on the screen. */
export type PlaneRoom = { x: Scale; y: Scale; width: number; height: number };

type Place = { x: number; y: number };

export type ScatterPlaneProps<Point extends Place> = {
  /** What a screen reader says of the plane, and the keys it takes. */
  label: string;
  /** Stands where a point's figures will stand. */
  hint: string;
  /** All points, which decide how far the axes reach. */
  points: readonly Point[];
  /** Those that keys and pointer find, by x. */
  readable: readonly Point[];
  describe: (point: Point) => string;
  onChoose?: (point: Point) => void;
  xAxis: Axis;
  yAxis: Axis;
  height: number;
  /** What lies under the axes, for what is drawn on a canvas. */
  ground?: (room: PlaneRoom) => ReactNode;
  /** The marks, in the picture that can be taken away. */
  marks: (room: PlaneRoom) => ReactNode;
};

const MARGIN = { top: 12, right: 28, bottom: 44, left: 76 };
const REACH = 24;

/** The plane of a scatter: axes, one tab stop, arrows from point to point by x, a ring around the one that is read. */
export function ScatterPlane<Point extends Place>(props: ScatterPlaneProps<Point>) {
  const { label, hint, points, readable, describe, onChoose, xAxis, yAxis, height, ground, marks } = props;
  const [frame, width] = useWidth<HTMLDivElement>();
  const [current, setCurrent] = useState<number | null>(null);

  const [minX = 0, maxX = 1] = extent(points, (point) => point.x);
  const [minY = 0, maxY = 1] = extent(points, (point) => point.y);
  const x = useMemo(() => scaleLinear(apart(minX, maxX), [MARGIN.left, width - MARGIN.right]).nice(5), [minX, maxX, width]);
  const y = useMemo(() => scaleLinear(apart(minY, maxY), [height - MARGIN.bottom, MARGIN.top]).nice(5), [minY, maxY, height]);
  const room = useMemo(() => ({ x, y, width, height }), [x, y, width, height]);

  const at = current === null ? undefined : readable[current];

  function onKeyDown(event: KeyboardEvent) {
    const last = readable.length - 1;
    const page = Math.max(1, Math.round(readable.length / 20));
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
    else if (event.key === 'Enter' && at !== undefined) onChoose?.(at);
  }

  function onPointerMove(event: PointerEvent<SVGSVGElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    setCurrent(nearest(readable, event.clientX - box.left, event.clientY - box.top, x, y));
  }

  return (
    <>
      <div ref={frame} role="group" aria-label={label} tabIndex={0} onKeyDown={onKeyDown} className="relative rounded-sm" style={{ height }}>
        {ground?.(room)}
        <svg
          aria-hidden="true"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          onPointerMove={onPointerMove}
          onPointerLeave={() => setCurrent(null)}
          onClick={() => at !== undefined && onChoose?.(at)}
          className="absolute inset-0 block max-w-full"
        >
          <Axes x={x} y={y} xAxis={xAxis} yAxis={yAxis} width={width} height={height} margin={MARGIN} />
          {marks(room)}
          {at !== undefined && <circle cx={x(at.x)} cy={y(at.y)} r={9} fill="none" strokeWidth={2.5} className="stroke-ink" />}
        </svg>
      </div>
      <p role="status" className="mt-1 min-h-6 text-sm">
        {at === undefined ? hint : describe(at)}
      </p>
    </>
  );
}

/** A scale of one value has no length; give it some. */
function apart(low: number, high: number): [number, number] {
  return low === high ? [low - Math.max(1, Math.abs(low) / 100), high + Math.max(1, Math.abs(high) / 100)] : [low, high];
}

function nearest(points: readonly Place[], left: number, top: number, x: Scale, y: Scale): number | null {
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
