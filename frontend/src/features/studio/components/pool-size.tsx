import { MoneyInput } from '@kit/money-input';
import { PercentInput } from '@kit/percent-input';
import { Select } from '@kit/select';
import type { CompositeIndexRule, ProportionalRule, Rule, SharesRule, WeightedPoolRule } from '@lib/api-types';
import { useLingui } from '@lingui/react/macro';
import { memo } from 'react';
import { type ChangeRule, ofKind } from './change-rule';

type PoolRule = WeightedPoolRule | SharesRule | ProportionalRule | CompositeIndexRule;
const isPool = (rule: Rule): rule is PoolRule => ['weighted_pool', 'shares', 'proportional', 'composite_index'].includes(rule.kind);

type PoolSizeProps = { canEdit: boolean; amountCents: PoolRule['pool_amount_cents']; shareBp: PoolRule['pool_share_bp']; onChange: ChangeRule };

/** How much of the source a pool rule shares out. */
export const PoolSize = memo(function PoolSize({ canEdit, amountCents, shareBp, onChange }: PoolSizeProps) {
  const { t } = useLingui();
  const change = ofKind(isPool, onChange);
  const isFixed = typeof amountCents === 'number';
  return (
    <div className="grid grid-cols-[3fr_2fr] items-end gap-3">
      <Select
        label={t`It shares out`}
        isDisabled={!canEdit}
        items={[
          { id: 'share', label: t`part of what is left` },
          { id: 'amount', label: t`a fixed amount` },
        ]}
        selected={isFixed ? 'amount' : 'share'}
        onSelect={(form) => change((now) => ({ ...now, pool_share_bp: 10_000, pool_amount_cents: form === 'amount' ? 0 : null }))}
      />
      {isFixed ? (
        <MoneyInput
          label={t`Amount`}
          isRequired
          isReadOnly={!canEdit}
          value={amountCents}
          onChange={(cents) => cents !== null && change((now) => ({ ...now, pool_amount_cents: cents }))}
        />
      ) : (
        <PercentInput
          label={t`Part`}
          isRequired
          isReadOnly={!canEdit}
          value={shareBp ?? 10_000}
          onChange={(bp) => bp !== null && change((now) => ({ ...now, pool_share_bp: bp }))}
        />
      )}
    </div>
  );
});
