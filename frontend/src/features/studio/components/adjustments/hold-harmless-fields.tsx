import { NumberField } from '@kit/number-field';
import { PercentInput } from '@kit/percent-input';
import { RadioGroup } from '@kit/radio-group';
import type { HoldHarmless } from '@lib/api-types';
import { formatBp } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { evenPhaseOut, yearsToPhaseOut } from '../../model/phase-out';
import { setAdjustment } from '../../model/policy-edits';
import { LiftedSchools } from '../lifted-schools';
import { PayerFields } from '../payer-fields';
import type { AdjustmentFieldsProps } from './fields-props';

export function HoldHarmlessFields({ editing, adjustment, result }: AdjustmentFieldsProps<HoldHarmless>) {
  const { t } = useLingui();
  const { canEdit, policy } = editing;
  const change = (part: Partial<HoldHarmless>) => editing.edit(setAdjustment({ ...adjustment, ...part }));
  const years = yearsToPhaseOut(adjustment.phase_out, policy.fiscal_year);
  return (
    <div className="space-y-4 border-l-2 border-line pl-4">
      <div className="grid grid-cols-2 gap-3">
        <PercentInput
          label={t`Keeps at least`}
          description={t`of its current budget`}
          isRequired
          isReadOnly={!canEdit}
          value={adjustment.percent_bp}
          onChange={(bp) => bp !== null && change({ percent_bp: bp, phase_out: years === null ? null : evenPhaseOut(policy.fiscal_year, bp, years) })}
        />
        <NumberField
          label={t`Years to phase out`}
          description={t`empty: it stays`}
          maxDecimals={0}
          isReadOnly={!canEdit}
          value={years === null ? null : String(years)}
          onChange={(value) => change({ phase_out: value === null ? null : evenPhaseOut(policy.fiscal_year, adjustment.percent_bp, Math.min(Number(value), 30)) })}
        />
      </div>
      {adjustment.phase_out && adjustment.phase_out.length > 0 && (
        <p className="text-sm text-muted">
          <Trans>
            By year:{' '}
            {adjustment.phase_out.map((step) => `${step.fiscal_year}: ${formatBp(step.percent_bp)}`).join(', ')}
          </Trans>
        </p>
      )}
      <RadioGroup
        label={t`Compared`}
        isInline
        isDisabled={!canEdit}
        items={[
          { id: 'total', label: t`in total` },
          { id: 'per_pupil', label: t`per pupil` },
        ]}
        selected={adjustment.basis}
        onSelect={(basis) => change({ basis })}
      />
      <PayerFields editing={editing} payer={adjustment.payer} onChange={(payer) => change({ payer })} />
      <LiftedSchools adjustment={adjustment} result={result} />
    </div>
  );
}
