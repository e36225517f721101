import { Switch } from '@kit/switch';
import type { PerPupilRule, Rule, WeightedPoolRule } from '@lib/api-types';
import { useLingui } from '@lingui/react/macro';
import { memo } from 'react';
import { savedWeights, toCells, toWeights } from '../model/weight-cells';
import { type ChangeRule, ofKind, type QuickRuleProps } from './change-rule';
import { WeightsEditor } from './weights-editor';

type WeightedRule = PerPupilRule | WeightedPoolRule;

const isWeighted = (rule: Rule): rule is WeightedRule => rule.kind === 'per_pupil' || rule.kind === 'weighted_pool';

/** The weights of a rule by level and need, and how those of one pupil come together. */
export function RuleWeights({ editing, rule, saved, id, onChange }: QuickRuleProps<WeightedRule>) {
  const { t } = useLingui();
  const change = ofKind(isWeighted, onChange);
  return (
    <>
      <WeightsEditor
        editing={editing}
        id={id}
        caption={t`Weights by need category`}
        unit="×"
        cells={toCells(rule.weights)}
        savedCells={savedWeights(saved)}
        onChange={(edit, mergeKey) => change((now) => ({ ...now, weights: toWeights(edit(toCells(now.weights))) }), mergeKey)}
      />
      <CombineSwitch canEdit={editing.canEdit} isMultiplicative={rule.combine === 'multiplicative'} onChange={onChange} />
    </>
  );
}

/** Whether needs add to the weight of a level, or multiply it. */
const CombineSwitch = memo(function CombineSwitch({ canEdit, isMultiplicative, onChange }: { canEdit: boolean; isMultiplicative: boolean; onChange: ChangeRule }) {
  const { t } = useLingui();
  const change = ofKind(isWeighted, onChange);
  return (
    <Switch
      label={t`A need’s weight multiplies the weight of its level`}
      isSelected={isMultiplicative}
      isDisabled={!canEdit}
      onChange={(isOn) => change((now) => ({ ...now, combine: isOn ? 'multiplicative' : 'additive' }))}
    />
  );
});
