import { Button } from '@kit/button';
import { NumberField } from '@kit/number-field';
import { PercentInput } from '@kit/percent-input';
import { RadioGroup } from '@kit/radio-group';
import type { HoldHarmless } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatBp } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { evenPhaseOut, evenYears, inOrder } from '../../model/phase-out';
import { setAdjustment } from '../../model/policy-edits';
import { LiftedSchools } from '../lifted-schools';
import { PayerFields } from '../payer-fields';
import { useProblemAt } from '../rule-problems';
import type { AdjustmentFieldsProps } from './fields-props';
import { MoreSettings } from './more-settings';
import { YearSteps } from './year-steps';

/** More than a lifetime of a policy. */
const MOST_YEARS = 30;
/** Ten times the current budget: the most that a floor may ask for. */
const MOST_BP = 100_000;

export function HoldHarmlessFields({ editing, adjustment, result }: AdjustmentFieldsProps<HoldHarmless>) {
  const { t } = useLingui();
  const { canEdit, policy } = editing;
  const problem = useProblemAt('phase_out');
  const change = (part: Partial<HoldHarmless>) => editing.edit(setAdjustment({ ...adjustment, ...part }));
  const { percent_bp: percentBp } = adjustment;
  const steps = inOrder(adjustment.phase_out);
  const years = evenYears(steps, policy.fiscal_year, percentBp);
  const [first] = steps;
  const last = steps.at(-1);
  const isOwn = first !== undefined && years === null;
  return (
    <div className="space-y-4 border-l-2 border-line pl-4">
      <div className="grid grid-cols-2 gap-3">
        <PercentInput
          label={t`Keeps at least`}
          description={isOwn ? t`of its current budget, before ${fiscalYearName(first.fiscal_year)}` : t`of its current budget`}
          isRequired
          isReadOnly={!canEdit}
          value={percentBp}
          // Even steps begin with the new percentage; steps of somebody's own are nobody else's to change.
          onChange={(bp) => bp !== null && change(years === null ? { percent_bp: bp } : { percent_bp: bp, phase_out: evenPhaseOut(policy.fiscal_year, bp, years) })}
        />
        <NumberField
          label={t`Years to phase out`}
          description={first === undefined ? t`empty: it stays` : isOwn ? t`a number makes equal steps of yours` : t`in equal steps`}
          maxDecimals={0}
          isReadOnly={!canEdit}
          value={years === null ? null : String(years)}
          onChange={(value) => change({ phase_out: value === null ? null : evenPhaseOut(policy.fiscal_year, percentBp, Math.min(Number(value), MOST_YEARS)) })}
        />
      </div>
      {last !== undefined ? (
        <>
          <YearSteps
            steps={steps}
            fiscalYear={policy.fiscal_year}
            canEdit={canEdit}
            endBp={0}
            mostBp={MOST_BP}
            mayBeEmpty
            problem={problem}
            onChange={(next) => change({ phase_out: next.length === 0 ? null : next })}
          />
          <p className="text-sm text-muted">
            {last.percent_bp === 0 ? (
              <Trans>It ends in {fiscalYearName(last.fiscal_year)}.</Trans>
            ) : (
              <Trans>
                It goes to {formatBp(last.percent_bp)} in {fiscalYearName(last.fiscal_year)} and stays there.
              </Trans>
            )}
          </p>
        </>
      ) : (
        canEdit && (
          <Button size="small" icon="plus" onPress={() => change({ phase_out: [{ fiscal_year: policy.fiscal_year, percent_bp: percentBp }] })}>
            <Trans>Set it year by year</Trans>
          </Button>
        )
      )}
      <RadioGroup
        label={t`Compared`}
        isInline
        isDisabled={!canEdit}
        items={[
          { id: 'total', label: t`in total` },
          { id: 'per_pupil', label: t`per pupil` },
        ]}
        selected={adjustment.basis ?? 'total'}
        onSelect={(basis) => change({ basis })}
      />
      <PayerFields editing={editing} payer={adjustment.payer} onChange={(payer) => change({ payer })} />
      <MoreSettings editing={editing} adjustment={adjustment} />
      <LiftedSchools adjustment={adjustment} result={result} />
    </div>
  );
}
