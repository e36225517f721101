import type { Equity } from '../api/equity';

type Decile = Equity['deciles'][number];

/** Cents for each pupil of the decile; `null` where it is not known. */
export function perPupil({ dollars_per_pupil: { unrestricted, restricted } }: Decile): number | null {
  return unrestricted === undefined ? null : (unrestricted + (restricted ?? 0)) * 100;
}

/** The same today; known only where every school has a current budget. */
export const perPupilToday = ({ dollars_per_pupil: { current } }: Decile): number | null => (current === undefined ? null : current * 100);

/** By how many cents a pupil of the last decile has more than one of the first. */
export function moreAtTheTop(deciles: readonly Decile[], figure: (decile: Decile) => number | null): number | null {
  const [first, last] = [deciles[0], deciles.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const [least, most] = [figure(first), figure(last)];
  return least === null || most === null ? null : Math.round(most - least);
}
