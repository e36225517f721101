import type { MeasureName, SweepResult } from '../api/sweep';

export type Goals = {
  /** Basis points; `null` asks nothing. */
  worstLossBp: number | null;
  slopeDollars: number | null;
  schoolControlBp: number | null;
  topUpCents: number | null;
};

export const NO_GOALS: Goals = { worstLossBp: null, slopeDollars: null, schoolControlBp: null, topUpCents: null };

const measureAt = (result: SweepResult, name: MeasureName, row: number): number | null => result.measures[name][row] ?? null;

/** Whether a variation meets every goal that was set. The slack is less than any rounding of what is shown. */
export function meets(result: SweepResult, row: number, goals: Goals): boolean {
  if (result.feasible[row] !== 1) return false;
  return (
    atMost(measureAt(result, 'worst_loss_bp', row), goals.worstLossBp, 0.5) &&
    atMost(measureAt(result, 'top_up_cents', row), goals.topUpCents, 50) &&
    atLeast(measureAt(result, 'slope_dollars', row), goals.slopeDollars, 0.005) &&
    atLeast(measureAt(result, 'school_control_bp', row), goals.schoolControlBp, 0.5)
  );
}

const atMost = (value: number | null, limit: number | null, slack: number): boolean => limit === null || (value !== null && value <= limit + slack);
const atLeast = (value: number | null, limit: number | null, slack: number): boolean => limit === null || (value !== null && value >= limit - slack);

/** The rows that are possible at all. */
export function possible(result: SweepResult): number[] {
  const rows: number[] = [];
  for (const [row, feasible] of result.feasible.entries()) if (feasible === 1) rows.push(row);
  return rows;
}
