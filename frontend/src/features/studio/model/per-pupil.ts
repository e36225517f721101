import type { AllocationFigures } from '@lib/api-types';

/** Dollars of the average pupil, and how they change where last year is known. Rounded for showing. */
export function perPupilOf(result: AllocationFigures): { nowCents: number; changeCents: number | null } | null {
  let [pupils, cents, comparedPupils, changeCents] = [0, 0, 0, 0];
  for (const [index, count] of result.pupil_counts.entries()) {
    const own = Number(count);
    pupils += own;
    cents += result.totals_cents[index] ?? 0;
    const change = result.change_cents[index] ?? null;
    if (change === null) continue;
    comparedPupils += own;
    changeCents += change;
  }
  if (pupils === 0) return null;
  return { nowCents: Math.round(cents / pupils), changeCents: comparedPupils === 0 ? null : Math.round(changeCents / comparedPupils) };
}
