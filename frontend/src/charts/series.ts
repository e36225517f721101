/**
 * Series differ in shape and in colour, in a fixed order that colour-blind readers can tell apart.
 * `mark` is drawn from its own centre with relative commands, so `M x,y` and a mark is a point.
 */
export const SERIES = [
  { fill: 'fill-(--series-1)', mark: 'm-3.7,0a3.7,3.7 0 1,0 7.4,0a3.7,3.7 0 1,0 -7.4,0' },
  { fill: 'fill-(--series-2)', mark: 'm0,-5l4.6,7.9h-9.2z' },
  { fill: 'fill-(--series-3)', mark: 'm-3.4,-3.4h6.8v6.8h-6.8z' },
  { fill: 'fill-(--series-4)', mark: 'm0,-5.2l4,5.2l-4,5.2l-4,-5.2z' },
  { fill: 'fill-(--series-5)', mark: 'm-1.4,-4.4h2.8v3h3v2.8h-3v3h-2.8v-3h-3v-2.8h3z' },
  { fill: 'fill-(--series-6)', mark: 'm0,-5.4l1.3,3.7h3.9l-3.1,2.5l1.1,3.9l-3.2,-2.3l-3.2,2.3l1.1,-3.9l-3.1,-2.5h3.9z' },
] as const;

export const seriesAt = (index: number) => SERIES[index % SERIES.length] ?? SERIES[0];
