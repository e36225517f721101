import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useMemo } from 'react';
import { ChartFrame } from './chart-frame';
import type { Axis } from './axes';
import { type PlaneRoom, ScatterPlane } from './scatter-plane';
import { seriesAt } from './series';

export type ScatterPoint = { id: string; label: string; x: number; y: number; group: string };

type ScatterGroup = { id: string; label: string };

export type ScatterProps = {
  title: string;
  finding: ReactNode;
  points: readonly ScatterPoint[];
  xAxis: Axis;
  yAxis: Axis;
  /** In the fixed order of shapes and colours; `id` is the points' `group`. */
  groups: readonly ScatterGroup[];
  /** A line the server fitted, from its first to its last x. */
  fit?: { x1: number; y1: number; x2: number; y2: number };
  /** Enter on a point. */
  onOpen?: (id: string) => void;
  height?: number;
};

/** Schools by two measures. One tab stop; arrows go from point to point by x and read each. */
export function Scatter({ title, finding, points, xAxis, yAxis, groups, fit, onOpen, height = 320 }: ScatterProps) {
  const { t } = useLingui();
  const sorted = useMemo(() => points.toSorted((one, other) => one.x - other.x), [points]);

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
      <ScatterPlane
        label={t`${title}. Press the arrow keys to read the points.`}
        hint={t`${yAxis.label} by ${xAxis.label}. Point at a mark to see the school.`}
        points={sorted}
        readable={sorted}
        describe={(point) => `${point.label}: ${xAxis.format(point.x)}, ${yAxis.format(point.y)}`}
        onChoose={(point) => onOpen?.(point.id)}
        xAxis={xAxis}
        yAxis={yAxis}
        height={height}
        marks={(room) => (
          <>
            <GroupMarks groups={groups} points={sorted} room={room} />
            {fit !== undefined && (
              <line x1={room.x(fit.x1)} y1={room.y(fit.y1)} x2={room.x(fit.x2)} y2={room.y(fit.y2)} className="stroke-ink" strokeWidth={2} />
            )}
          </>
        )}
      />
    </ChartFrame>
  );
}

/** One path for each group: a thousand single marks would cost a thousand elements an update. */
function GroupMarks({ groups, points, room }: { groups: readonly ScatterGroup[]; points: readonly ScatterPoint[]; room: PlaneRoom }) {
  const paths = useMemo(
    () =>
      groups.map((group, index) => {
        const { mark } = seriesAt(index);
        return points
          .filter((point) => point.group === group.id)
          .map((point) => `M${round(room.x(point.x))},${round(room.y(point.y))}${mark}`)
          .join('');
      }),
    [groups, points, room],
  );
  return paths.map((path, index) => <path key={groups[index]?.id} d={path} className={seriesAt(index).fill} opacity={0.8} />);
}

const round = (value: number) => Math.round(value * 10) / 10;
