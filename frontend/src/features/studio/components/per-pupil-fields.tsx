import { NumberField } from '@kit/number-field';
import { RadioGroup } from '@kit/radio-group';
import type { PerPupilRule, Rule } from '@lib/api-types';
import { useLingui } from '@lingui/react/macro';
import { memo } from 'react';
import type { Cell } from '../model/weight-grid';
import { type ChangeRule, ofKind, type QuickRuleProps } from './change-rule';
import { RuleWeights } from './rule-weights';
import { WeightsEditor } from './weights-editor';

const isPerPupil = (rule: Rule): rule is PerPupilRule => rule.kind === 'per_pupil';

/** A rate for each pupil: a base amount with weights, or dollars typed. */
export function PerPupilFields({ editing, rule, saved, id, onChange }: QuickRuleProps<PerPupilRule>) {
  const { t } = useLingui();
  const isByBase = rule.base_dollars !== undefined && rule.base_dollars !== null;
  const changeMine = ofKind(isPerPupil, onChange);
  return (
    <div className="space-y-4">
      <RateForm canEdit={editing.canEdit} isByBase={isByBase} onChange={onChange} />
      {isByBase ? (
        <>
          <BaseAmount canEdit={editing.canEdit} dollars={String(rule.base_dollars)} onChange={onChange} />
          <RuleWeights editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />
        </>
      ) : (
        <WeightsEditor
          editing={editing}
          id={id}
          caption={t`Dollars per pupil by need category`}
          unit="$"
          cells={ratesOf(rule)}
          savedCells={saved?.kind === 'per_pupil' ? ratesOf(saved) : []}
          onChange={(change, mergeKey) => changeMine((now) => ({ ...now, rates: toRates(change(ratesOf(now))) }), mergeKey)}
        />
      )}
    </div>
  );
}

const RateForm = memo(function RateForm({ canEdit, isByBase, onChange }: { canEdit: boolean; isByBase: boolean; onChange: ChangeRule }) {
  const { t } = useLingui();
  const change = ofKind(isPerPupil, onChange);
  return (
    <RadioGroup
      label={t`The rate is`}
      isDisabled={!canEdit}
      items={[
        { id: 'base', label: t`a base amount times weights` },
        { id: 'rates', label: t`typed in dollars` },
      ]}
      selected={isByBase ? 'base' : 'rates'}
      onSelect={(form) =>
        change((now) =>
          form === 'base'
            ? { ...now, rates: null, base_dollars: '1000', weights: [{ level: '*', need_category: 'all', weight: '1' }] }
            : { ...now, base_dollars: null, weights: null, rates: [{ level: '*', need_category: 'all', rate_dollars: '1000' }] },
        )
      }
    />
  );
});

const BaseAmount = memo(function BaseAmount({ canEdit, dollars, onChange }: { canEdit: boolean; dollars: string; onChange: ChangeRule }) {
  const { t } = useLingui();
  const change = ofKind(isPerPupil, onChange);
  return (
    <NumberField
      label={t`Base amount per pupil, in dollars`}
      description={t`Up to six decimals; amounts are rounded once, at the end.`}
      value={dollars}
      isRequired
      isReadOnly={!canEdit}
      onChange={(base_dollars) => base_dollars !== null && change((now) => ({ ...now, base_dollars }))}
    />
  );
});

const ratesOf = (rule: PerPupilRule): Cell[] =>
  (rule.rates ?? []).map(({ level, need_category, rate_dollars }) => ({ level, need_category, value: String(rate_dollars) }));

const toRates = (cells: readonly Cell[]): NonNullable<PerPupilRule['rates']> =>
  cells.map(({ level, need_category, value }) => ({ level, need_category, rate_dollars: value }));
