import { Button } from '@kit/button';
import { Checkbox } from '@kit/checkbox';
import { MoneyInput } from '@kit/money-input';
import type { MinimumOperationalBudget } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { setAdjustment } from '../../model/policy-edits';
import { levelName } from '../editing';
import { LiftedSchools } from '../lifted-schools';
import { PayerFields } from '../payer-fields';
import type { AdjustmentFieldsProps } from './fields-props';

export function MinimumFields({ editing, adjustment, result }: AdjustmentFieldsProps<MinimumOperationalBudget>) {
  const { t } = useLingui();
  const { canEdit, policy } = editing;
  const change = (part: Partial<MinimumOperationalBudget>) => editing.edit(setAdjustment({ ...adjustment, ...part }));
  const perPupil = adjustment.per_pupil ?? [];
  return (
    <div className="space-y-4 border-l-2 border-line pl-4">
      <Checkbox
        label={t`The current budget is the minimum`}
        isSelected={adjustment.equal_to_current === true}
        isDisabled={!canEdit}
        onChange={(equal_to_current) => change({ equal_to_current, per_pupil: equal_to_current ? null : policy.levels.map((level) => ({ level, amount_cents: 300_000 })) })}
      />
      {adjustment.equal_to_current !== true && (
        <div className="grid grid-cols-2 items-end gap-3">
          {policy.levels.map((level) => (
            <MoneyInput
              key={level}
              label={t`Per pupil, ${levelName(editing, level)}`}
              isReadOnly={!canEdit}
              value={perPupil.find((one) => one.level === level)?.amount_cents ?? null}
              onChange={(cents) => {
                const others = perPupil.filter((one) => one.level !== level);
                change({ per_pupil: cents === null ? others : [...others, { level, amount_cents: cents }] });
              }}
            />
          ))}
        </div>
      )}
      {adjustment.per_school && adjustment.per_school.length > 0 && (
        <p className="flex items-center justify-between gap-2 text-sm text-muted">
          <Trans>{adjustment.per_school.length} schools have a minimum of their own.</Trans>
          {canEdit && (
            <Button size="small" variant="quiet" onPress={() => change({ per_school: null })}>
              <Trans>Take these away</Trans>
            </Button>
          )}
        </p>
      )}
      <PayerFields editing={editing} payer={adjustment.payer} onChange={(payer) => change({ payer })} />
      <LiftedSchools adjustment={adjustment} result={result} />
    </div>
  );
}
