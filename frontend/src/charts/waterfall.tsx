import { formatCents, formatDollarChange } from '@lib/money';
import { useLingui } from '@lingui/react/macro';
import { scaleLinear } from 'd3-scale';
import type { ReactNode } from 'react';
import { ChartFrame } from './chart-frame';
import { useWidth } from './use-width';

export type WaterfallStep = {
  id: string;
  label: string;
  amount_cents: number;
  /** `change` stands on what came before; `total` starts from zero. */
  kind: 'change' | 'total';
};

export type WaterfallProps = { title: string; finding: ReactNode; steps: readonly WaterfallStep[] };

const ROW_HEIGHT = 52;
const BAR_HEIGHT = 18;
const LABEL_BASELINE = 18;
/** Of one character, about; a digit of an amount is a little wider. */
const LABEL_CHARACTER = 7.2;
const AMOUNT_CHARACTER = 8.5;

/** From nothing to the whole amount, one bar for each part; rows, so that labels have room on a phone. */
export function Waterfall({ title, finding, steps }: WaterfallProps) {
  const { t } = useLingui();
  const [frame, width] = useWidth<HTMLDivElement>();
  const bars = standOnEachOther(steps);
  const low = Math.min(0, ...bars.map((bar) => bar.start), ...bars.map((bar) => bar.end));
  const high = Math.max(1, ...bars.map((bar) => bar.start), ...bars.map((bar) => bar.end));
  const x = scaleLinear([low, high], [0, width]);
  return (
    <ChartFrame
      title={title}
      finding={finding}
      table={{ headers: [t`Part`, t`Amount`], rows: () => steps.map((step) => [step.label, formatCents(step.amount_cents)]) }}
    >
      <div ref={frame}>
        <svg role="img" aria-label={`${title}. ${steps.map((step) => `${step.label}: ${formatCents(step.amount_cents)}`).join('; ')}`} width={width} height={bars.length * ROW_HEIGHT} viewBox={`0 0 ${width} ${bars.length * ROW_HEIGHT}`} className="block max-w-full">
          {bars.map((bar, row) => {
            const top = row * ROW_HEIGHT;
            const left = x(Math.min(bar.start, bar.end));
            const barWidth = Math.max(Math.abs(x(bar.end) - x(bar.start)), 2);
            const isLoss = bar.step.kind === 'change' && bar.step.amount_cents < 0;
            const written = bar.step.kind === 'total' ? formatCents(bar.step.amount_cents) : formatDollarChange(bar.step.amount_cents);
            const fill = bar.step.kind === 'total' ? 'fill-ink' : isLoss ? 'fill-negative' : 'fill-(--series-1)';
            return (
              <g key={bar.step.id}>
                <text x={0} y={top + LABEL_BASELINE} className={`fill-ink text-sm ${bar.step.kind === 'total' ? 'font-semibold' : ''}`}>
                  <title>{bar.step.label}</title>
                  {shortened(bar.step.label, (width - (written.length + 2) * AMOUNT_CHARACTER) / LABEL_CHARACTER)}
                </text>
                <text x={width} y={top + LABEL_BASELINE} textAnchor="end" className="fill-ink text-sm font-semibold tabular-nums">
                  {written}
                </text>
                <rect x={0} y={top + 25} width={width} height={BAR_HEIGHT} rx={3} className="fill-sunken" />
                <rect x={left} y={top + 25} width={barWidth} height={BAR_HEIGHT} rx={3} className={fill} />
              </g>
            );
          })}
        </svg>
      </div>
    </ChartFrame>
  );
}

/** The table beside the chart and the title over the word say all of it. */
const shortened = (label: string, room: number): string => (label.length <= room ? label : `${label.slice(0, Math.max(Math.floor(room) - 1, 1)).trimEnd()}…`);

type Bar = { step: WaterfallStep; start: number; end: number };

function standOnEachOther(steps: readonly WaterfallStep[]): Bar[] {
  const bars: Bar[] = [];
  let level = 0;
  for (const step of steps) {
    const start = step.kind === 'total' ? 0 : level;
    level = start + step.amount_cents;
    bars.push({ step, start, end: level });
  }
  return bars;
}
