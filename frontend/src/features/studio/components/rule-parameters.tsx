import { MoneyInput } from '@kit/money-input';
import { NumberField } from '@kit/number-field';
import { PercentInput } from '@kit/percent-input';
import { RadioGroup } from '@kit/radio-group';
import { Select } from '@kit/select';
import { Switch } from '@kit/switch';
import type { CompositeIndexRule, LevelNeedWeight, PerPupilRule, ProportionalRule, Rule, SharesRule, WeightedPoolRule } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { memo } from 'react';
import { cellOf, weightOf } from '../model/weight-cells';
import type { Cell } from '../model/weight-grid';
import type { Editing } from './editing';
import { FoundationEditor } from './foundation-editor';
import { GrantsEditor } from './grants-editor';
import { CompositeEditor } from './rules/composite-editor';
import { FigurePicker } from './rules/figure-picker';
import { FormulaEditor } from './rules/formula-editor';
import { IncentiveEditor } from './rules/incentive-editor';
import { PriorYearEditor } from './rules/prior-year-editor';
import { StaffingEditor } from './rules/staffing-editor';
import { ConcentrationEditor, EnrollmentFloorEditor, ThresholdSupplementEditor } from './rules/supplement-editors';
import { SharesEditor } from './shares-editor';
import { WeightsEditor } from './weights-editor';

export type RuleParametersProps<R extends Rule = Rule> = {
  editing: Editing;
  rule: R;
  saved: Rule | undefined;
  /** Names the rule, for undo. */
  id: string;
  onChange: (rule: R, mergeKey?: string) => void;
};

/** For rules whose cells are typed quickly, one after the other. */
export type CellRuleProps<R extends Rule> = Omit<RuleParametersProps<R>, 'onChange'> & { onChange: ChangeRule<R> };

/** For kinds whose unchanged fields are not drawn again while a weight moves: these take the way to change any rule. */
type QuickRuleProps<R extends Rule = Rule> = Omit<RuleParametersProps<R>, 'onChange'> & { onChange: ChangeRule };

/** Takes the new rule, or how it comes of the one there is then: an earlier change may not have been drawn yet. */
export type ChangeRule<R extends Rule = Rule> = (next: R | ((now: R) => R), mergeKey?: string) => void;

/** Changes of one kind of rule; a rule that has become another kind in the meantime is left alone. */
const ofKind =
  <R extends Rule>(isMine: (rule: Rule) => rule is R, onChange: ChangeRule): ChangeRule<R> =>
  (next, mergeKey) =>
    onChange(typeof next === 'function' ? (now) => (isMine(now) ? next(now) : now) : next, mergeKey);

const isPerPupil = (rule: Rule): rule is PerPupilRule => rule.kind === 'per_pupil';
const isWeightedPool = (rule: Rule): rule is WeightedPoolRule => rule.kind === 'weighted_pool';
const isShares = (rule: Rule): rule is SharesRule => rule.kind === 'shares';

/** The numbers of a rule, each kind in its own way. */
export function RuleParameters({ editing, rule, saved, id, onChange }: QuickRuleProps) {
  switch (rule.kind) {
    case 'per_pupil':
      return <PerPupilFields editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'weighted_pool':
      return <WeightedPoolFields editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'shares':
      return (
        <>
          <PoolSize canEdit={editing.canEdit} amountCents={rule.pool_amount_cents} shareBp={rule.pool_share_bp} onChange={onChange} />
          <SharesEditor editing={editing} rule={rule} saved={saved} id={id} onChange={ofKind(isShares, onChange)} />
        </>
      );
    case 'foundation':
      return <FoundationEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'proportional':
      return <ProportionalFields editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'school_grant':
      return <GrantsEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'threshold_supplement':
      return <ThresholdSupplementEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'enrollment_floor':
      return <EnrollmentFloorEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'concentration':
      return <ConcentrationEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'staffing_ratio':
      return <StaffingEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'prior_year_change':
      return <PriorYearEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'composite_index':
      return (
        <>
          <PoolSize canEdit={editing.canEdit} amountCents={rule.pool_amount_cents} shareBp={rule.pool_share_bp} onChange={onChange} />
          <CompositeEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />
        </>
      );
    case 'incentive':
      return <IncentiveEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'formula':
      return <FormulaEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
  }
}

const toCells = (weights: readonly LevelNeedWeight[] | null | undefined): Cell[] => (weights ?? []).map(cellOf);
const toWeights = (cells: readonly Cell[]): LevelNeedWeight[] => cells.map(weightOf);

const savedWeights = (saved: Rule | undefined): Cell[] => (saved !== undefined && 'weights' in saved ? toCells(saved.weights) : []);

function PerPupilFields({ editing, rule, saved, id, onChange }: QuickRuleProps<PerPupilRule>) {
  const { t } = useLingui();
  const isByBase = rule.base_dollars !== undefined && rule.base_dollars !== null;
  const changeMine = ofKind(isPerPupil, onChange);
  return (
    <div className="space-y-4">
      <RateForm canEdit={editing.canEdit} isByBase={isByBase} onChange={onChange} />
      {isByBase ? (
        <>
          <BaseAmount canEdit={editing.canEdit} dollars={String(rule.base_dollars)} onChange={onChange} />
          <WeightsEditor
            editing={editing}
            id={id}
            caption={t`Weights by need category`}
            unit="×"
            cells={toCells(rule.weights)}
            savedCells={savedWeights(saved)}
            onChange={(change, mergeKey) => changeMine((now) => ({ ...now, weights: toWeights(change(toCells(now.weights))) }), mergeKey)}
          />
          <CombineSwitch canEdit={editing.canEdit} isMultiplicative={rule.combine === 'multiplicative'} onChange={onChange} />
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

function WeightedPoolFields({ editing, rule, saved, id, onChange }: QuickRuleProps<WeightedPoolRule>) {
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

const isCombinable = (rule: Rule): rule is PerPupilRule | WeightedPoolRule => isPerPupil(rule) || isWeightedPool(rule);

const CombineSwitch = memo(function CombineSwitch({ canEdit, isMultiplicative, onChange }: { canEdit: boolean; isMultiplicative: boolean; onChange: ChangeRule }) {
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

type PoolRule = WeightedPoolRule | SharesRule | ProportionalRule | CompositeIndexRule;
const isPool = (rule: Rule): rule is PoolRule => ['weighted_pool', 'shares', 'proportional', 'composite_index'].includes(rule.kind);

type PoolSizeProps = { canEdit: boolean; amountCents: PoolRule['pool_amount_cents']; shareBp: PoolRule['pool_share_bp']; onChange: ChangeRule };

/** How much of the source a pool rule shares out. */
const PoolSize = memo(function PoolSize({ canEdit, amountCents, shareBp, onChange }: PoolSizeProps) {
  const { t } = useLingui();
  const change = ofKind(isPool, onChange);
  const isFixed = typeof amountCents === 'number';
  return (
    <div className="grid grid-cols-2 items-end gap-3">
      <Select
        label={t`It shares out`}
        isDisabled={!canEdit}
        items={[
          { id: 'share', label: t`a part of what is left` },
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

function ProportionalFields({ editing, rule, onChange }: QuickRuleProps<ProportionalRule>) {
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
