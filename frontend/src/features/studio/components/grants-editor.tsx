import { RadioGroup } from '@kit/radio-group';
import type { SchoolGrantRule } from '@lib/api-types';
import { formatCents } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import type { RuleParametersProps } from './change-rule';
import { SchoolAmounts } from './school-amounts';

/** Amounts for named schools: as imported, or typed here. */
export function GrantsEditor({ editing, rule, onChange }: RuleParametersProps<SchoolGrantRule>) {
  const { t } = useLingui();
  const grants = rule.grants ?? [];
  const total = grants.reduce((sum, grant) => sum + grant.amount_cents, 0);
  return (
    <div className="space-y-3">
      <RadioGroup
        label={t`The amounts are`}
        isDisabled={!editing.canEdit}
        items={[
          { id: 'data', label: t`the school grants of this source on the data page` },
          { id: 'typed', label: t`typed here` },
        ]}
        selected={rule.grants === null ? 'data' : 'typed'}
        onSelect={(from) => onChange({ ...rule, grants: from === 'data' ? null : [] })}
      />
      {rule.grants !== null && (
        <SchoolAmounts editing={editing} amounts={grants} removeLabel={(school) => t`Remove the grant of ${school}`} onChange={(next) => onChange({ ...rule, grants: next })}>
          <p className="text-sm text-muted tabular-nums">
            <Trans>{formatCents(total)} in all</Trans>
          </p>
        </SchoolAmounts>
      )}
    </div>
  );
}
