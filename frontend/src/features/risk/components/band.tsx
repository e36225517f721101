import type { SchoolBand } from '../model/school-bands';

const WIDTH = 160;
const HEIGHT = 20;

/** A school's band as a bar around its plan, the line in the middle; the numbers stand beside it. */
export function Band({ band, reach }: { band: SchoolBand; reach: number }) {
  const x = (share: number) => Math.min(Math.max(((share - 1) / reach) * (WIDTH / 2) + WIDTH / 2, 1), WIDTH - 1);
  const left = x(band.low);
  const right = x(band.high);
  const middle = x(band.plannedCents > 0 ? band.midCents / band.plannedCents : 1);
  return (
    <svg aria-hidden="true" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="block h-5 w-full max-w-40 min-w-24" preserveAspectRatio="none">
      <line x1={0} x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} className="stroke-line" />
      <rect x={left} width={Math.max(2, right - left)} y={6} height={8} rx={2} className="fill-accent" opacity={0.45} />
      <line x1={middle} x2={middle} y1={4} y2={HEIGHT - 4} className="stroke-accent" strokeWidth={2.5} />
      <line x1={WIDTH / 2} x2={WIDTH / 2} y1={1} y2={HEIGHT - 1} className="stroke-ink" strokeWidth={1.5} />
    </svg>
  );
}
