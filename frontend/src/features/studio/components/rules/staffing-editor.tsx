import { MoneyInput } from '@kit/money-input';
import { NumberField } from '@kit/number-field';
import { PercentInput } from '@kit/percent-input';
import { Select } from '@kit/select';
import type { StaffingRatioRule } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { LabelField } from '../label-field';
import type { RuleParametersProps } from '../change-rule';
import { useProblemAt } from '../rule-problems';
import { CountedFields } from './counted-fields';

/** Positions by pupils, paid at the average cost of the job. */
export function StaffingEditor({ editing, rule, onChange }: RuleParametersProps<StaffingRatioRule>) {
  const { t } = useLingui();
  const isReadOnly = !editing.canEdit;
  const ratioProblem = useProblemAt('pupils_per_position');
  const cost = rule.salary_cents + (rule.salary_cents * (rule.benefits_bp ?? 0)) / 10_000;
  return (
    <div className="space-y-4">
      <div className="grid grid-cols-2 items-start gap-3">
        <LabelField label={t`Job`} isDisabled={isReadOnly} value={rule.job_class ?? ''} placeholder={t`Counselor`} onCommit={(job_class) => onChange({ ...rule, job_class })} />
        <NumberField
          label={t`One position for`}
          description={t`pupils`}
          isRequired
          maxDecimals={2}
          isReadOnly={isReadOnly}
          errorMessage={ratioProblem}
          value={rule.pupils_per_position}
          onChange={(pupils_per_position) => pupils_per_position !== null && onChange({ ...rule, pupils_per_position })}
        />
      </div>
      <CountedFields editing={editing} rule={rule} onChange={(part) => onChange({ ...rule, ...part })} />
      <div className="grid grid-cols-2 items-start gap-3">
        <NumberField
          label={t`Steps of`}
          description={t`positions; empty: fractions`}
          maxDecimals={4}
          isReadOnly={isReadOnly}
          value={rule.step ?? null}
          onChange={(step) => onChange({ ...rule, step })}
        />
        <Select
          label={t`Rounded`}
          isDisabled={isReadOnly || rule.step === null || rule.step === undefined}
          items={[
            { id: 'half_up', label: t`to the nearest, half up` },
            { id: 'half_even', label: t`to the nearest, half to even` },
            { id: 'up', label: t`up` },
            { id: 'down', label: t`down` },
          ]}
          selected={rule.rounding ?? 'half_up'}
          onSelect={(rounding) => onChange({ ...rule, rounding })}
        />
        <NumberField label={t`At least`} description={t`positions`} isReadOnly={isReadOnly} value={rule.minimum_positions ?? null} onChange={(minimum_positions) => onChange({ ...rule, minimum_positions })} />
        <NumberField label={t`At most`} description={t`positions`} isReadOnly={isReadOnly} value={rule.maximum_positions ?? null} onChange={(maximum_positions) => onChange({ ...rule, maximum_positions })} />
        <MoneyInput label={t`Average salary`} isRequired isReadOnly={isReadOnly} value={rule.salary_cents} onChange={(cents) => cents !== null && onChange({ ...rule, salary_cents: cents })} />
        <PercentInput label={t`Benefits`} description={t`of the salary`} isRequired isReadOnly={isReadOnly} value={rule.benefits_bp ?? 0} onChange={(benefits_bp) => benefits_bp !== null && onChange({ ...rule, benefits_bp })} />
      </div>
      <p className="text-sm text-muted tabular-nums">
        <Trans>A full position costs {formatDollars(cost)} with benefits.</Trans>
      </p>
    </div>
  );
}
