import { fiscalYearName } from '@lib/fiscal-year';
import { useLingui } from '@lingui/react/macro';
import type { Cell } from '../model/weight-grid';

/** A cell with its way over the years: 0.1, 0.12 from 2027–28. */
export function useStepWords(): (cell: Cell) => string {
  const { t } = useLingui();
  return ({ value, steps = [] }) =>
    [value, ...steps.toSorted((one, other) => one.fiscal_year - other.fiscal_year).map((step) => t`${step.value} from ${fiscalYearName(step.fiscal_year)}`)].join(', ');
}
