import type { AllocationFigures } from '@lib/api-types';

/** Ten groups of fewer schools would be single schools. */
const FEWEST_SCHOOLS = 10;
const USUAL_NEED = 'poverty';

/** What is known of the schools, whatever a policy decides. */
type SchoolNeeds = Pick<AllocationFigures, 'pupil_counts' | 'need_shares_bp'>;

export type NeedDecile = { decile: number; fromBp: number; toBp: number };
export type NeedDeciles = {
  need: string;
  /** Those that have a school; 1 has the least need, 10 the most. */
  deciles: readonly NeedDecile[];
  /** By the school's place in the result; `null` for a school without pupils. */
  ofSchool: readonly (number | null)[];
};

/**
 * The schools in ten groups with as many pupils each, by the share of poverty, or of the need that most pupils have.
 * Schools that tie stay together, where the middle of their pupils lies, as the server's statistics have it.
 */
export function decilesByNeed({ pupil_counts, need_shares_bp }: SchoolNeeds): NeedDeciles | null {
  const pupils = pupil_counts.map(Number);
  const need = sortingNeed(need_shares_bp, pupils);
  if (need === null) return null;
  const shares = need_shares_bp[need] ?? [];
  const sizes = new Map<number, number>();
  let schoolCount = 0;
  pupils.forEach((size, index) => {
    const share = shares[index];
    if (size <= 0 || typeof share !== 'number') return;
    schoolCount += 1;
    sizes.set(share, (sizes.get(share) ?? 0) + size);
  });
  if (schoolCount < FEWEST_SCHOOLS) return null;
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const decileOf = new Map<number, number>();
  const deciles: NeedDecile[] = [];
  let below = 0;
  for (const [share, size] of [...sizes].toSorted(([one], [other]) => one - other)) {
    // A middle that should lie on a boundary belongs above it, wherever the last bit fell.
    const decile = Math.min(9, Math.floor((10 * (below + size / 2)) / total + 1e-9)) + 1;
    below += size;
    decileOf.set(share, decile);
    const last = deciles.at(-1);
    if (last?.decile === decile) last.toBp = share;
    else deciles.push({ decile, fromBp: share, toBp: share });
  }
  const ofSchool = pupils.map((size, index) => (size > 0 ? (decileOf.get(shares[index] ?? -1) ?? null) : null));
  return { need, deciles, ofSchool };
}

function sortingNeed(shares: SchoolNeeds['need_shares_bp'], pupils: readonly number[]): string | null {
  if (shares[USUAL_NEED] !== undefined) return USUAL_NEED;
  const counts = Object.entries(shares).map(([need, of]) => ({ need, count: pupils.reduce((sum, size, index) => sum + size * (of[index] ?? 0), 0) }));
  return counts.toSorted((one, other) => other.count - one.count)[0]?.need ?? null;
}
