import type { LevelNeedWeight } from '@lib/api-types';
import type { Cell } from './weight-grid';

/** A weight of the policy as a cell of the matrix, and back: all that the policy says of it goes along. */
export const cellOf = ({ level, need_category, weight, steps }: LevelNeedWeight): Cell => ({
  level,
  need_category,
  value: String(weight),
  ...(steps && { steps: steps.map((step) => ({ fiscal_year: step.fiscal_year, value: String(step.weight) })) }),
});

export const weightOf = ({ level, need_category, value, steps }: Cell): LevelNeedWeight => ({
  level,
  need_category,
  weight: value,
  ...(steps !== undefined && steps.length > 0 && { steps: steps.map((step) => ({ fiscal_year: step.fiscal_year, weight: step.value })) }),
});
