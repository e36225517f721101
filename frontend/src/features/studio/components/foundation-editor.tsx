import { Button } from '@kit/button';
import { IconButton } from '@kit/icon-button';
import { MoneyInput } from '@kit/money-input';
import { NumberField } from '@kit/number-field';
import { Select } from '@kit/select';
import type { FoundationRule } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { levelChoices } from './editing';
import type { RuleParametersProps } from './change-rule';

type Amount = FoundationRule['amounts'][number];

const ANY = ' any';
const textOf = (value: string | number | null) => (value === null ? null : String(value));

/** Flat amounts, each for the schools of a level, type or size. */
export function FoundationEditor({ editing, rule, onChange }: RuleParametersProps<FoundationRule>) {
  const { t } = useLingui();
  const { canEdit } = editing;
  const types = [...new Set(editing.schools.map((school) => school.school_type))].toSorted();
  const set = (place: number, part: Partial<Amount>) => {
    const amount = rule.amounts[place];
    if (amount !== undefined) onChange({ ...rule, amounts: rule.amounts.with(place, { ...amount, ...part }) });
  };
  return (
    <div className="space-y-3">
      {rule.amounts.map((amount, place) => (
        // The order decides which amount fits first, so the place is what an amount is.
        // oxlint-disable-next-line react/no-array-index-key
        <fieldset key={place} className="rounded-md border border-line p-3">
          <legend className="px-1 text-sm font-semibold">
            <Trans>Amount {place + 1}</Trans>
          </legend>
          <div className="grid grid-cols-2 items-end gap-3">
            <MoneyInput
              label={t`Dollars per school`}
              className="col-span-2"
              isRequired
              isReadOnly={!canEdit}
              value={amount.amount_cents}
              onChange={(cents) => cents !== null && set(place, { amount_cents: cents })}
            />
            <Select
              label={t`Level`}
              className="col-span-2"
              isDisabled={!canEdit}
              items={[{ id: ANY, label: t`any` }, ...levelChoices(editing)]}
              selected={amount.level ?? ANY}
              onSelect={(level) => set(place, { level: level === ANY ? null : level })}
            />
            <NumberField
              label={t`From pupils`}
              maxDecimals={2}
              isReadOnly={!canEdit}
              value={textOf(amount.pupils_min)}
              onChange={(pupils_min) => set(place, { pupils_min })}
            />
            <NumberField
              label={t`To pupils`}
              maxDecimals={2}
              isReadOnly={!canEdit}
              value={textOf(amount.pupils_max)}
              onChange={(pupils_max) => set(place, { pupils_max })}
            />
            {types.length > 1 && (
              <Select
                label={t`School type`}
                className="col-span-2"
                isDisabled={!canEdit}
                items={[{ id: ANY, label: t`any` }, ...types.map((type) => ({ id: type, label: type }))]}
                selected={amount.school_type ?? ANY}
                onSelect={(type) => set(place, { school_type: type === ANY ? null : type })}
              />
            )}
          </div>
          {canEdit && rule.amounts.length > 1 && (
            <div className="mt-2 text-right">
              <IconButton
                icon="close"
                label={t`Remove amount ${place + 1}`}
                onPress={() => onChange({ ...rule, amounts: rule.amounts.filter((_, other) => other !== place) })}
              />
            </div>
          )}
        </fieldset>
      ))}
      {canEdit && (
        <Button
          size="small"
          icon="plus"
          onPress={() =>
            onChange({
              ...rule,
              amounts: [...rule.amounts, { level: null, school_type: null, pupils_min: null, pupils_max: null, amount_cents: 0 }],
            })
          }
        >
          <Trans>Add an amount</Trans>
        </Button>
      )}
      <Select
        label={t`When several fit a school, it gets`}
        isDisabled={!canEdit}
        items={[
          { id: 'first', label: t`the first that fits` },
          { id: 'sum', label: t`all of them` },
          { id: 'highest', label: t`the highest` },
        ]}
        selected={rule.match ?? 'first'}
        onSelect={(match) => onChange({ ...rule, match })}
      />
    </div>
  );
}
