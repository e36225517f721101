import { useLingui } from '@lingui/react/macro';
import { scaleLinear } from 'd3-scale';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import { type Axis, Axes } from './axes';
import { ChartFrame } from './chart-frame';
import { seriesAt } from './series';
import { useWidth } from './use-width';

export type TradeOffPoint = { id: string; x: number; y: number };

export type TradeOffProps = {
  title: string;
  finding: ReactNode;
  /** From the smallest x to the largest; y grows with it. */
  points: readonly TradeOffPoint[];
  /** Where things stand now; it need not lie on the line. */
  today: { x: number; y: number } | null;
  xAxis: Axis;
  yAxis: Axis;
  selectedId: string | null;
  onSelect: (id: string) => void;
  note?: ReactNode;
  height?: number;
};

const MARGIN = { top: 12, right: 28, bottom: 44, left: 84 };

/** What more of one thing costs in another: a line of points to choose from. One tab stop; arrows choose and read. */
export function TradeOff(props: TradeOffProps) {
  const { title, finding, points, today, xAxis, yAxis, selectedId, onSelect, note, height = 320 } = props;
  const { t } = useLingui();
  const [frame, width] = useWidth<HTMLDivElement>();
  const [hovered, setHovered] = useState<number | null>(null);
  const all = today === null ? points : [...points, today];
  const x = scaleLinear(range(all.map((point) => point.x)), [MARGIN.left, width - MARGIN.right]).nice(5);
  const y = scaleLinear(range(all.map((point) => point.y)), [height - MARGIN.bottom, MARGIN.top]).nice(5);
  const chosen = points.findIndex((point) => point.id === selectedId);
  const shown = points[hovered ?? chosen];
  const line = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${round(x(point.x))},${round(y(point.y))}`).join('');
  const marks = points.map((point) => `M${round(x(point.x))},${round(y(point.y))}${seriesAt(0).mark}`).join('');

  function onKeyDown(event: KeyboardEvent) {
    const last = points.length - 1;
    const next = { ArrowRight: chosen + 1, ArrowUp: chosen + 1, ArrowLeft: chosen - 1, ArrowDown: chosen - 1, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const point = points[Math.min(Math.max(next, 0), last)];
    if (point !== undefined) onSelect(point.id);
  }

  function near(event: PointerEvent<SVGSVGElement> | React.MouseEvent<SVGSVGElement>): number {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left;
    let best = 0;
    for (const [index, point] of points.entries()) {
      if (Math.abs(x(point.x) - left) < Math.abs(x(points[best]?.x ?? 0) - left)) best = index;
    }
    return best;
  }

  return (
    <ChartFrame
      title={title}
      finding={finding}
      note={note}
      table={{ headers: [xAxis.label, yAxis.label], rows: () => points.map((point) => [xAxis.format(point.x), yAxis.format(point.y)]) }}
    >
      <ul className="mb-1 flex flex-wrap gap-x-4 text-sm text-muted">
        {[t`A policy to choose`, ...(today === null ? [] : [t`Today’s policy`])].map((label, index) => (
          <li key={label} className="inline-flex items-center gap-1.5">
            <svg aria-hidden="true" width="14" height="14" viewBox="-7 -7 14 14" className="inline-block">
              <path d={`M0,0${seriesAt(index).mark}`} className={seriesAt(index).fill} />
            </svg>
            {label}
          </li>
        ))}
      </ul>
      <div
        ref={frame}
        role="group"
        aria-label={t`${title}. Press the arrow keys to choose a point.`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="rounded-sm"
      >
        <svg
          aria-hidden="true"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          onPointerMove={(event) => setHovered(near(event))}
          onPointerLeave={() => setHovered(null)}
          onClick={(event) => {
            const point = points[near(event)];
            if (point !== undefined) onSelect(point.id);
          }}
          className="block max-w-full cursor-pointer"
        >
          <Axes x={x} y={y} xAxis={xAxis} yAxis={yAxis} width={width} height={height} margin={MARGIN} />
          <path d={line} fill="none" className="stroke-edge" strokeWidth={1.5} />
          <path d={marks} className={seriesAt(0).fill} />
          {today !== null && <path d={`M${round(x(today.x))},${round(y(today.y))}${seriesAt(1).mark}`} className={seriesAt(1).fill} transform-origin={`${x(today.x)} ${y(today.y)}`} />}
          {shown !== undefined && <circle cx={x(shown.x)} cy={y(shown.y)} r={9} fill="none" strokeWidth={2.5} className="stroke-ink" />}
        </svg>
      </div>
      <p role="status" className="mt-1 min-h-6 text-sm">
        {shown === undefined ? t`Choose a point to see its policy.` : `${xAxis.label}: ${xAxis.format(shown.x)}; ${yAxis.label}: ${yAxis.format(shown.y)}`}
      </p>
    </ChartFrame>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;

const range = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];
