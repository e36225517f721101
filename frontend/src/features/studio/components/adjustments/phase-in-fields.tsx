import type { PhaseIn } from '@lib/api-types';
import { Trans } from '@lingui/react/macro';
import { setAdjustment } from '../../model/policy-edits';
import { useProblemAt } from '../rule-problems';
import type { AdjustmentFieldsProps } from './fields-props';
import { MoreSettings } from './more-settings';
import { MovedMoney } from './moved-money';
import { YearSteps } from './year-steps';

/** A share of the way from the current budgets to the formula, year by year. */
export function PhaseInFields({ editing, adjustment, result }: AdjustmentFieldsProps<PhaseIn>) {
  const { canEdit } = editing;
  const problem = useProblemAt('steps');
  const change = (part: Partial<PhaseIn>) => editing.edit(setAdjustment({ ...adjustment, ...part }));
  return (
    <div className="space-y-4 border-l-2 border-line pl-4">
      <YearSteps
        steps={adjustment.steps}
        fiscalYear={editing.policy.fiscal_year}
        canEdit={canEdit}
        endBp={10_000}
        mostBp={10_000}
        mayBeEmpty={false}
        problem={problem}
        onChange={(steps) => change({ steps })}
      />
      <p className="text-sm text-muted">
        <Trans>So much of the way from the current budgets to the formula is gone in each year.</Trans>
      </p>
      <MoreSettings editing={editing} adjustment={adjustment} />
      <MovedMoney adjustment={adjustment} result={result} />
    </div>
  );
}
