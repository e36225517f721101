import { Button } from '@kit/button';
import { ComboBox } from '@kit/combo-box';
import { IconButton } from '@kit/icon-button';
import { MoneyInput } from '@kit/money-input';
import { RadioGroup } from '@kit/radio-group';
import type { SchoolGrantRule } from '@lib/api-types';
import { formatCents } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { RuleParametersProps } from './rule-parameters';

/** Amounts for named schools: as imported, or typed here. */
export function GrantsEditor({ editing, rule, onChange }: RuleParametersProps<SchoolGrantRule>) {
  const { t } = useLingui();
  const [schoolId, setSchoolId] = useState<string | null>(null);
  const { canEdit, schools } = editing;
  const grants = rule.grants ?? [];
  const nameOf = (id: string) => schools.find((school) => school.school_id === id)?.name ?? id;
  const given = new Set(grants.map((grant) => grant.school_id));
  const total = grants.reduce((sum, grant) => sum + grant.amount_cents, 0);
  return (
    <div className="space-y-3">
      <RadioGroup
        label={t`The amounts are`}
        isDisabled={!canEdit}
        items={[
          { id: 'data', label: t`the school grants of this source on the data page` },
          { id: 'typed', label: t`typed here` },
        ]}
        selected={rule.grants === null ? 'data' : 'typed'}
        onSelect={(from) => onChange({ ...rule, grants: from === 'data' ? null : [] })}
      />
      {rule.grants !== null && (
        <>
          <ul className="space-y-2">
            {grants.map((grant, place) => (
              <li key={grant.school_id} className="flex items-end gap-2">
                <MoneyInput
                  className="grow"
                  label={nameOf(grant.school_id)}
                  isRequired
                  isReadOnly={!canEdit}
                  value={grant.amount_cents}
                  onChange={(cents) => cents !== null && onChange({ ...rule, grants: grants.with(place, { ...grant, amount_cents: cents }) })}
                />
                {canEdit && (
                  <IconButton
                    icon="close"
                    label={t`Remove the grant of ${nameOf(grant.school_id)}`}
                    onPress={() => onChange({ ...rule, grants: grants.filter((_, other) => other !== place) })}
                  />
                )}
              </li>
            ))}
          </ul>
          <p className="text-sm text-muted tabular-nums">
            <Trans>{formatCents(total)} in all</Trans>
          </p>
          {canEdit && (
            <div className="flex items-end gap-2">
              <ComboBox
                className="grow"
                label={t`School`}
                items={schools.filter((school) => !given.has(school.school_id)).map((school) => ({ id: school.school_id, label: school.name }))}
                selected={schoolId}
                onSelect={setSchoolId}
              />
              <Button
                icon="plus"
                isDisabled={schoolId === null}
                onPress={() => {
                  if (schoolId === null) return;
                  onChange({ ...rule, grants: [...grants, { school_id: schoolId, amount_cents: 0 }] });
                  setSchoolId(null);
                }}
              >
                <Trans>Add</Trans>
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}
