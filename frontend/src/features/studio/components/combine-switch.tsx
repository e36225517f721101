import { Switch } from '@kit/switch';
import type { PerPupilRule, Rule, WeightedPoolRule } from '@lib/api-types';
import { useLingui } from '@lingui/react/macro';
import { memo } from 'react';
import { type ChangeRule, ofKind } from './change-rule';

const isCombinable = (rule: Rule): rule is PerPupilRule | WeightedPoolRule => rule.kind === 'per_pupil' || rule.kind === 'weighted_pool';

/** Whether needs add to the weight of a level, or multiply it. */
export const CombineSwitch = memo(function CombineSwitch({ canEdit, isMultiplicative, onChange }: { canEdit: boolean; isMultiplicative: boolean; onChange: ChangeRule }) {
  const { t } = useLingui();
  const change = ofKind(isCombinable, onChange);
  return (
    <Switch
      label={t`A need’s weight multiplies the weight of its level`}
      isSelected={isMultiplicative}
      isDisabled={!canEdit}
      onChange={(isOn) => change((now) => ({ ...now, combine: isOn ? 'multiplicative' : 'additive' }))}
    />
  );
});
