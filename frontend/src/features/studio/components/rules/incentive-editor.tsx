import { Button } from '@kit/button';
import { IconButton } from '@kit/icon-button';
import { MoneyInput } from '@kit/money-input';
import { NumberField } from '@kit/number-field';
import { RadioGroup } from '@kit/radio-group';
import { Select } from '@kit/select';
import type { IncentiveRule, IncentiveTier } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { OPERATOR_WORDS } from '../policy-words';
import type { RuleParametersProps } from '../change-rule';
import { useProblemAt } from '../rule-problems';
import { ShareField } from '../share-field';
import { FigurePicker } from './figure-picker';

const OPERATORS = ['>=', '>', '<=', '<', '=='] as const;

/** Performance funds and stipends: the amount of the first line that a school reaches. */
export function IncentiveEditor({ editing, rule, onChange }: RuleParametersProps<IncentiveRule>) {
  const { t } = useLingui();
  const set = (place: number, part: Partial<IncentiveTier>) => {
    const before = rule.tiers[place];
    if (before !== undefined) onChange({ ...rule, tiers: rule.tiers.with(place, { ...before, ...part }) });
  };
  const last = rule.tiers.at(-1);
  return (
    <div className="space-y-4">
      <ol className="space-y-3">
        {rule.tiers.map((tier, place) => (
          // The first that is reached counts, so the place is what a line is.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={place}>
            <fieldset className="min-w-0 rounded-md border border-line p-3">
              <legend className="px-1 text-sm font-semibold">{place === 0 ? t`A school receives it if` : t`else, if`}</legend>
              <TierFields editing={editing} tier={tier} place={place} onChange={(part) => set(place, part)} />
              {editing.canEdit && rule.tiers.length > 1 && (
                <div className="mt-1 text-right">
                  <IconButton icon="close" label={t`Remove line ${place + 1}`} onPress={() => onChange({ ...rule, tiers: rule.tiers.filter((_, other) => other !== place) })} />
                </div>
              )}
            </fieldset>
          </li>
        ))}
      </ol>
      {editing.canEdit && rule.tiers.length < 20 && last !== undefined && (
        <Button size="small" icon="plus" onPress={() => onChange({ ...rule, tiers: [...rule.tiers, { ...last }] })}>
          <Trans>Add a line</Trans>
        </Button>
      )}
      <RadioGroup
        label={t`The amount is`}
        isDisabled={!editing.canEdit}
        items={[
          { id: 'school', label: t`for the school` },
          { id: 'each', label: t`for each member of staff or pupil` },
        ]}
        selected={typeof rule.times === 'string' ? 'each' : 'school'}
        onSelect={(form) => onChange({ ...rule, times: form === 'school' ? null : editing.measures.some((one) => one.text === 'fte') ? 'fte' : 'pupils' })}
      />
      {typeof rule.times === 'string' && (
        <FigurePicker editing={editing} label={t`For each of`} description={t`such as staff positions (fte)`} field="times" value={rule.times} onChange={(times) => onChange({ ...rule, times })} />
      )}
    </div>
  );
}

type TierFieldsProps = Pick<RuleParametersProps, 'editing'> & { tier: IncentiveTier; place: number; onChange: (part: Partial<IncentiveTier>) => void };

function TierFields({ editing, tier, place, onChange }: TierFieldsProps) {
  const { t, i18n } = useLingui();
  const isShare = tier.measure.startsWith('share:');
  const valueProblem = useProblemAt(`tiers/${place}/value`);
  return (
    <div className="grid grid-cols-2 items-end gap-3">
      <div className="col-span-2">
        <FigurePicker
          editing={editing}
          label={t`Figure`}
          field={`tiers/${place}/measure`}
          value={tier.measure}
          onChange={(measure) => onChange(measure.startsWith('share:') === isShare ? { measure } : { measure, value: measure.startsWith('share:') ? '0.75' : '1' })}
        />
      </div>
      <Select
        label={t`Compared`}
        isDisabled={!editing.canEdit}
        items={OPERATORS.map((id) => ({ id, label: i18n._(OPERATOR_WORDS[id]) }))}
        selected={tier.operator ?? '>='}
        onSelect={(operator) => onChange({ operator })}
      />
      {isShare ? (
        <ShareField label={t`Percent`} isReadOnly={!editing.canEdit} errorMessage={valueProblem} value={tier.value} onChange={(value) => onChange({ value })} />
      ) : (
        <NumberField label={t`Value`} isRequired isReadOnly={!editing.canEdit} errorMessage={valueProblem} value={tier.value} onChange={(value) => value !== null && onChange({ value })} />
      )}
      <MoneyInput
        className="col-span-2"
        label={t`Amount`}
        isRequired
        isReadOnly={!editing.canEdit}
        value={tier.amount_cents}
        onChange={(cents) => cents !== null && onChange({ amount_cents: cents })}
      />
    </div>
  );
}
