import type { SchoolOutlook } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { Trans } from '@lingui/react/macro';

const WIDTH = 400;
const LEFT = 60;
const RIGHT = WIDTH - 60;

/** The range of eight of ten counts as a bar, today's plan as a line across it; the words beside it say the same. */
export function OutlookBar({ outlook }: { outlook: SchoolOutlook }) {
  const { low, high } = outlook.cents;
  const least = Math.min(low, outlook.planned_cents);
  const most = Math.max(high, outlook.planned_cents);
  const x = (cents: number) => (most === least ? WIDTH / 2 : LEFT + ((cents - least) / (most - least)) * (RIGHT - LEFT));
  return (
    <svg aria-hidden="true" viewBox={`0 0 ${WIDTH} 74`} className="block w-full max-w-md">
      <line x1={0} x2={WIDTH} y1={40} y2={40} className="stroke-line" />
      <rect x={x(low)} width={Math.max(3, x(high) - x(low))} y={32} height={16} rx={4} className="fill-accent" opacity={0.5} />
      <line x1={x(outlook.planned_cents)} x2={x(outlook.planned_cents)} y1={22} y2={54} className="stroke-ink" strokeWidth={2.5} />
      <text x={x(outlook.planned_cents)} y={15} textAnchor="middle" className="fill-ink text-sm font-semibold">
        <Trans>planned</Trans>
      </text>
      {low !== high && (
        <>
          <text x={x(low)} y={68} textAnchor="middle" className="fill-muted text-sm tabular-nums">
            {formatDollars(low)}
          </text>
          <text x={x(high)} y={68} textAnchor="middle" className="fill-muted text-sm tabular-nums">
            {formatDollars(high)}
          </text>
        </>
      )}
    </svg>
  );
}
