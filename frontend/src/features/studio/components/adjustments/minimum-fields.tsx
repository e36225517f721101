import { Checkbox } from '@kit/checkbox';
import { MoneyInput } from '@kit/money-input';
import { Loading } from '@kit/skeleton';
import type { MinimumOperationalBudget } from '@lib/api-types';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useState } from 'react';
import { FIRST_MINIMUM_CENTS } from '../../model/new-adjustment';
import { setAdjustment } from '../../model/policy-edits';
import { EVERY_LEVEL } from '../../model/weight-grid';
import { levelName } from '../editing';
import { LiftedSchools } from '../lifted-schools';
import { PayerFields } from '../payer-fields';
import type { AdjustmentFieldsProps } from './fields-props';
import { MeasuredMinimum } from './measured-minimum';
import { MoreSettings } from './more-settings';

const SchoolMinimums = lazy(async () => ({ default: (await import('./school-minimums')).SchoolMinimums }));

export function MinimumFields({ editing, adjustment, result }: AdjustmentFieldsProps<MinimumOperationalBudget>) {
  const { t } = useLingui();
  const [isOpen, setOpen] = useState(false);
  const { canEdit, policy } = editing;
  const change = (part: Partial<MinimumOperationalBudget>) => editing.edit(setAdjustment({ ...adjustment, ...part }));
  const perPupil = adjustment.per_pupil ?? [];
  const perSchool = adjustment.per_school ?? [];
  // Beside the policy's levels a minimum may stand for every level, or for a group of them.
  const levels = [...new Set([...policy.levels, ...perPupil.map(levelOf)])];
  const changeOne = (part: Pick<MinimumOperationalBudget, 'equal_to_current'> | Pick<MinimumOperationalBudget, 'measure'>) => {
    // Something must be the minimum.
    const { equal_to_current, measure } = { ...adjustment, ...part };
    const isNone = equal_to_current !== true && (measure ?? null) === null && perPupil.length === 0 && perSchool.length === 0;
    change(isNone ? { ...part, per_pupil: policy.levels.map((level) => ({ level, amount_cents: FIRST_MINIMUM_CENTS })) } : part);
  };
  const setLevel = (level: string, cents: number | null) => {
    const place = perPupil.findIndex((one) => levelOf(one) === level);
    const others = perPupil.filter((_, other) => other !== place);
    if (cents === null) change({ per_pupil: others.length === 0 ? null : others });
    else change({ per_pupil: place < 0 ? [...perPupil, { level, amount_cents: cents }] : perPupil.with(place, { level, amount_cents: cents }) });
  };
  return (
    <div className="space-y-4 border-l-2 border-line pl-4">
      <Checkbox label={t`The current budget is the minimum`} isSelected={adjustment.equal_to_current === true} isDisabled={!canEdit} onChange={(equal_to_current) => changeOne({ equal_to_current })} />
      <div className="grid grid-cols-2 items-end gap-3">
        {levels.map((level) => (
          <MoneyInput
            key={level}
            label={level === EVERY_LEVEL ? t`Per pupil, every other level` : t`Per pupil, ${levelName(editing, level)}`}
            isReadOnly={!canEdit}
            value={perPupil.find((one) => levelOf(one) === level)?.amount_cents ?? null}
            onChange={(cents) => setLevel(level, cents)}
          />
        ))}
      </div>
      <MeasuredMinimum editing={editing} measure={adjustment.measure ?? null} onChange={(measure) => changeOne({ measure })} />
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="cursor-pointer py-1 text-sm font-medium text-accent">
          {perSchool.length === 0 ? <Trans>Minimums of single schools</Trans> : <Plural value={perSchool.length} one="# school has a minimum of its own" other="# schools have a minimum of their own" />}
        </summary>
        {isOpen && (
          <Suspense fallback={<Loading lines={2} />}>
            <SchoolMinimums editing={editing} minimums={perSchool} onChange={(per_school) => change({ per_school })} />
          </Suspense>
        )}
      </details>
      <p className="text-sm text-muted">
        <Trans>Where several minimums fit a school, the highest holds.</Trans>
      </p>
      <PayerFields editing={editing} payer={adjustment.payer} onChange={(payer) => change({ payer })} />
      <MoreSettings editing={editing} adjustment={adjustment} />
      <LiftedSchools adjustment={adjustment} result={result} />
    </div>
  );
}

const levelOf = (one: { level?: string }): string => one.level ?? EVERY_LEVEL;
