import { PercentInput } from '@kit/percent-input';
import type { Collar } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { setAdjustment } from '../../model/policy-edits';
import { useProblemAt } from '../rule-problems';
import type { AdjustmentFieldsProps } from './fields-props';
import { MoreSettings } from './more-settings';
import { MovedMoney } from './moved-money';

/** No school loses or gains more than a percentage; the rest is scaled by one factor so that the sum stays. */
export function CollarFields({ editing, adjustment, result }: AdjustmentFieldsProps<Collar>) {
  const { t } = useLingui();
  const { canEdit } = editing;
  const lossProblem = useProblemAt('max_loss_bp');
  const gainProblem = useProblemAt('max_gain_bp');
  const change = (part: Partial<Collar>) => {
    const next = { ...adjustment, ...part };
    // One of both must stand, or it would limit nothing.
    if (next.max_loss_bp !== null || next.max_gain_bp !== null) editing.edit(setAdjustment(next));
  };
  const hasLoss = typeof adjustment.max_loss_bp === 'number';
  const hasGain = typeof adjustment.max_gain_bp === 'number';
  return (
    <div className="space-y-4 border-l-2 border-line pl-4">
      <div className="grid grid-cols-2 gap-3">
        <PercentInput
          label={t`Loses at most`}
          description={hasGain ? t`empty: no limit` : t`of its current budget`}
          isRequired={!hasGain}
          isReadOnly={!canEdit}
          errorMessage={lossProblem}
          value={adjustment.max_loss_bp ?? null}
          onChange={(max_loss_bp) => change({ max_loss_bp })}
        />
        <PercentInput
          label={t`Gains at most`}
          description={hasLoss ? t`empty: no limit` : t`of its current budget`}
          isRequired={!hasLoss}
          isReadOnly={!canEdit}
          errorMessage={gainProblem}
          value={adjustment.max_gain_bp ?? null}
          onChange={(max_gain_bp) => change({ max_gain_bp })}
        />
      </div>
      <p className="text-sm text-muted">
        <Trans>All schools between the limits are scaled by one factor, so that the same total is spent.</Trans>
      </p>
      <MoreSettings editing={editing} adjustment={adjustment} />
      <MovedMoney adjustment={adjustment} result={result} />
    </div>
  );
}
