import type { RiskResult } from '../api/risk';

/** One school's band: what it has on today's counts, and between what nine, five and one of ten counts put it. */
export type SchoolBand = {
  schoolId: string;
  name: string;
  pupils: number;
  pupilsLow: number;
  pupilsHigh: number;
  plannedCents: number;
  lowCents: number;
  midCents: number;
  highCents: number;
  fallingBp: number;
  /** The band's ends as shares of the planned budget, for drawing; 1 is the plan. */
  low: number;
  high: number;
};

const at = (rows: readonly (readonly number[])[], band: number, school: number): number => rows[band]?.[school] ?? 0;

/** The bands of all schools; the outer ones, which hold eight of ten counts, and the middle. */
export function schoolBands(result: RiskResult): SchoolBand[] {
  const last = result.bands_bp.length - 1;
  const middle = Math.max(0, result.bands_bp.indexOf(5_000));
  return result.school_ids.map((schoolId, school) => {
    const planned = result.planned_cents[school] ?? 0;
    const lowCents = at(result.budget_bands_cents, 0, school);
    const highCents = at(result.budget_bands_cents, last, school);
    return {
      schoolId,
      name: result.school_names[school] ?? schoolId,
      pupils: result.pupils[school] ?? 0,
      pupilsLow: at(result.pupil_bands, 0, school),
      pupilsHigh: at(result.pupil_bands, last, school),
      plannedCents: planned,
      lowCents,
      midCents: at(result.budget_bands_cents, middle, school),
      highCents,
      fallingBp: result.falling_bp[school] ?? 0,
      low: planned > 0 ? lowCents / planned : 1,
      high: planned > 0 ? highCents / planned : 1,
    };
  });
}

/** How far from the plan the drawing reaches: as far as nearly every band does, so that one school does not flatten all. */
export function reachOf(bands: readonly SchoolBand[]): number {
  const ends = bands.map((band) => Math.max(1 - band.low, band.high - 1)).toSorted((one, other) => one - other);
  const most = ends[Math.min(ends.length - 1, Math.floor(ends.length * 0.95))] ?? 0;
  return Math.max(0.02, most * 1.1);
}
