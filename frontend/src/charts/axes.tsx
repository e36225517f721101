import type { ScaleLinear } from 'd3-scale';

/** What is measured along an axis, and how its numbers are written. */
export type Axis = { label: string; format: (value: number) => string };

type AxesProps = {
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
  xAxis: Axis;
  yAxis: Axis;
  width: number;
  height: number;
  margin: { left: number; right: number; bottom: number };
};

const NARROW = 480;

/** Lines and numbers of a plane, and the words under it; what `y` measures is said above the chart. */
export function Axes({ x, y, xAxis, yAxis, width, height, margin }: AxesProps) {
  return (
    <>
      {y.ticks(5).map((tick) => (
        <g key={tick}>
          <line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} className="stroke-line" />
          <text x={margin.left - 8} y={y(tick)} dy="0.32em" textAnchor="end" className="fill-muted text-sm tabular-nums">
            {yAxis.format(tick)}
          </text>
        </g>
      ))}
      {x.ticks(width < NARROW ? 3 : 6).map((tick) => (
        <text key={tick} x={x(tick)} y={height - margin.bottom + 18} textAnchor="middle" className="fill-muted text-sm tabular-nums">
          {xAxis.format(tick)}
        </text>
      ))}
      <text x={(margin.left + width - margin.right) / 2} y={height - 6} textAnchor="middle" className="fill-muted text-sm">
        {xAxis.label}
      </text>
    </>
  );
}
