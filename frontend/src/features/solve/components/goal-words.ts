import type { GoalReading } from '@lib/api-types';
import { formatCents } from '@lib/money';
import { formatNumber } from '@lib/number-format';
import { useLingui } from '@lingui/react/macro';

const figure = (goal: Pick<GoalReading, 'unit'>, value: number): string =>
  goal.unit === 'basis_points' ? formatNumber(value / 10_000, 'percent') : formatCents(value);

/** Goals in plain words, and their figures. */
export function useGoalWords() {
  const { t } = useLingui();
  const title = (kind: string): string => {
    switch (kind) {
      case 'equity_slope':
        return t`Dollars follow need`;
      case 'largest_loss':
        return t`No school loses more than`;
      case 'minimum_budget':
        return t`No school is under its minimum`;
      case 'at_least':
        return t`Every school gets at least`;
      case 'base':
        return t`The base is at least`;
      case 'reserve':
        return t`The reserve keeps at least`;
      case 'school_control':
        return t`Schools decide on at least`;
      default:
        return t`The budget is fixed`;
    }
  };
  const meaning = (kind: string): string => {
    switch (kind) {
      case 'equity_slope':
        return t`How much more each pupil’s school receives for every ten points more of its share of pupils in need, weighted by pupils.`;
      case 'largest_loss':
        return t`Every open school with a current budget keeps the rest of it.`;
      case 'minimum_budget':
        return t`After hold harmless and top-ups, each school can open its doors.`;
      case 'at_least':
        return t`Every open school that has pupils.`;
      case 'base':
        return t`What a pupil without further needs brings, on every level.`;
      case 'reserve':
        return t`What stays unspent over all sources.`;
      case 'school_control':
        return t`Of the unrestricted money.`;
      default:
        return t`Every source sums to its amount.`;
    }
  };
  return { title, meaning, figure };
}
