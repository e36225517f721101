import { ChartFrame } from '@charts/chart-frame';
import { useWidth } from '@charts/use-width';
import { formatDollars, formatShortDollars } from '@lib/money';
import { formatBp, formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { RiskResult } from '../api/risk';

const MARGIN = { top: 24, right: 16, bottom: 36, left: 16 };
const HEIGHT = 220;

/** How often each reserve would be needed, and where the chosen one stands. */
export function ReserveChart({ result, chosenCents, confidenceBp }: { result: RiskResult; chosenCents: number; confidenceBp: number }) {
  const { t } = useLingui();
  const [frame, width] = useWidth<HTMLDivElement>();
  const { edges_cents: edges, counts } = result.reserve.histogram;
  const low = edges[0] ?? 0;
  const high = edges.at(-1) ?? 1;
  const x = scaleLinear([low, high === low ? low + 1 : high], [MARGIN.left, width - MARGIN.right]);
  const y = scaleLinear([0, max(counts) ?? 1], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  return (
    <ChartFrame
      title={t`Reserve for the count`}
      finding={
        <Trans>
          {formatDollars(chosenCents)} suffice in {formatBp(confidenceBp)} of the counts.
        </Trans>
      }
      table={{
        headers: [t`From`, t`To`, t`Counts`],
        rows: () => counts.map((count, bin) => [formatDollars(edges[bin] ?? 0), formatDollars(edges[bin + 1] ?? 0), formatWhole(count)]),
      }}
    >
      <div ref={frame}>
        <svg role="img" aria-label={t`Counts by the reserve that they need; darker: covered by the reserve chosen`} width={width} height={HEIGHT} className="block max-w-full">
          {counts.map((count, bin) => {
            const from = x(edges[bin] ?? 0);
            const to = x(edges[bin + 1] ?? 0);
            const isCovered = (edges[bin + 1] ?? 0) <= chosenCents;
            return (
              <rect
                key={edges[bin]}
                x={from + 1}
                width={Math.max(1, to - from - 2)}
                y={y(count)}
                height={HEIGHT - MARGIN.bottom - y(count)}
                className={isCovered ? 'fill-(--series-1)' : 'fill-(--series-2)'}
                opacity={isCovered ? 0.85 : 0.6}
              />
            );
          })}
          <line x1={MARGIN.left} x2={width - MARGIN.right} y1={HEIGHT - MARGIN.bottom} y2={HEIGHT - MARGIN.bottom} className="stroke-edge" />
          <line x1={x(chosenCents)} x2={x(chosenCents)} y1={MARGIN.top - 8} y2={HEIGHT - MARGIN.bottom} className="stroke-ink" strokeWidth={2} strokeDasharray="5 3" />
          <text x={x(chosenCents)} y={12} textAnchor={x(chosenCents) > width - 80 ? 'end' : 'middle'} className="fill-ink text-sm font-semibold tabular-nums">
            {formatShortDollars(chosenCents)}
          </text>
          {x.ticks(width < 480 ? 3 : 6).map((tick) => (
            <text key={tick} x={x(tick)} y={HEIGHT - MARGIN.bottom + 20} textAnchor="middle" className="fill-muted text-sm tabular-nums">
              {formatShortDollars(tick)}
            </text>
          ))}
        </svg>
      </div>
    </ChartFrame>
  );
}
