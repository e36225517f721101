import type { LevelNeedWeight, Rule } from '@lib/api-types';
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

export const toCells = (weights: readonly LevelNeedWeight[] | null | undefined): Cell[] => (weights ?? []).map(cellOf);
export const toWeights = (cells: readonly Cell[]): LevelNeedWeight[] => cells.map(weightOf);

/** The weights a rule had when it was saved; none where it had no such thing. */
export const savedWeights = (saved: Rule | undefined): Cell[] => (saved !== undefined && 'weights' in saved ? toCells(saved.weights) : []);
