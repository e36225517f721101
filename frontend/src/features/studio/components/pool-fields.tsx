import type { ProportionalRule, WeightedPoolRule } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import type { QuickRuleProps } from './change-rule';
import { PoolSize } from './pool-size';
import { RuleWeights } from './rule-weights';
import { FigurePicker } from './rules/figure-picker';

/** A pool shared by weighted pupils. */
export function WeightedPoolFields({ editing, rule, saved, id, onChange }: QuickRuleProps<WeightedPoolRule>) {
  return (
    <div className="space-y-4">
      <PoolSize canEdit={editing.canEdit} amountCents={rule.pool_amount_cents} shareBp={rule.pool_share_bp} onChange={onChange} />
      <RuleWeights editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />
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
