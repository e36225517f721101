import type { ProportionalRule, Rule, WeightedPoolRule } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { savedWeights, toCells, toWeights } from '../model/weight-cells';
import { ofKind, type QuickRuleProps } from './change-rule';
import { CombineSwitch } from './combine-switch';
import { PoolSize } from './pool-size';
import { FigurePicker } from './rules/figure-picker';
import { WeightsEditor } from './weights-editor';

const isWeightedPool = (rule: Rule): rule is WeightedPoolRule => rule.kind === 'weighted_pool';

/** A pool shared by weighted pupils. */
export function WeightedPoolFields({ editing, rule, saved, id, onChange }: QuickRuleProps<WeightedPoolRule>) {
  const { t } = useLingui();
  const change = ofKind(isWeightedPool, onChange);
  return (
    <div className="space-y-4">
      <PoolSize canEdit={editing.canEdit} amountCents={rule.pool_amount_cents} shareBp={rule.pool_share_bp} onChange={onChange} />
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
    </div>
  );
}

/** A pool shared in proportion to a measure of the data. */
export function ProportionalFields({ editing, rule, onChange }: QuickRuleProps<ProportionalRule>) {
  const { t } = useLingui();
  return (
    <div className="space-y-4">
      <PoolSize canEdit={editing.canEdit} amountCents={rule.pool_amount_cents} shareBp={rule.pool_share_bp} onChange={onChange} />
      <FigurePicker editing={editing} label={t`In proportion to`} field="measure" value={rule.measure} onChange={(measure) => onChange({ ...rule, measure })} />
      <p className="text-sm text-muted">
        <Trans>Measures come from the data page; a school without the measure receives nothing from this rule.</Trans>
      </p>
    </div>
  );
}
