import { Button } from '@kit/button';
import { IconButton } from '@kit/icon-button';
import { PercentInput } from '@kit/percent-input';
import type { PhaseIn } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { Trans, useLingui } from '@lingui/react/macro';
import { setAdjustment } from '../../model/policy-edits';
import { useProblemAt } from '../rule-problems';
import type { AdjustmentFieldsProps } from './fields-props';
import { MovedMoney, MovingSources } from './moved-money';

/** A share of the way from the current budgets to the formula, year by year. */
export function PhaseInFields({ editing, adjustment, result }: AdjustmentFieldsProps<PhaseIn>) {
  const { t } = useLingui();
  const { canEdit } = editing;
  const problem = useProblemAt('steps');
  const change = (part: Partial<PhaseIn>) => editing.edit(setAdjustment({ ...adjustment, ...part }));
  const steps = adjustment.steps.toSorted((one, other) => one.fiscal_year - other.fiscal_year);
  const last = steps.at(-1);
  return (
    <div className="space-y-4 border-l-2 border-line pl-4">
      <ul className="space-y-2">
        {steps.map((step, place) => (
          <li key={step.fiscal_year} className="flex items-end gap-2">
            <PercentInput
              className="grow"
              label={t`From ${fiscalYearName(step.fiscal_year)}`}
              description={step.fiscal_year === editing.policy.fiscal_year ? t`of the way, this year` : t`of the way to the formula`}
              isRequired
              isReadOnly={!canEdit}
              errorMessage={problem}
              value={step.percent_bp}
              onChange={(percent_bp) => percent_bp !== null && change({ steps: steps.with(place, { ...step, percent_bp: Math.min(percent_bp, 10_000) }) })}
            />
            {canEdit && steps.length > 1 && (
              <IconButton icon="close" label={t`Remove the year ${fiscalYearName(step.fiscal_year)}`} onPress={() => change({ steps: steps.filter((one) => one !== step) })} />
            )}
          </li>
        ))}
      </ul>
      {canEdit && last !== undefined && last.percent_bp < 10_000 && (
        <Button size="small" icon="plus" onPress={() => change({ steps: [...steps, { fiscal_year: last.fiscal_year + 1, percent_bp: 10_000 }] })}>
          <Trans>Add a year</Trans>
        </Button>
      )}
      <MovingSources editing={editing} sourceIds={adjustment.moving_source_ids} onChange={(moving_source_ids) => change({ moving_source_ids })} />
      <MovedMoney adjustment={adjustment} result={result} />
    </div>
  );
}
