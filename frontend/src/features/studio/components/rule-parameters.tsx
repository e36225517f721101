import { MoneyInput } from '@kit/money-input';
import { NumberField } from '@kit/number-field';
import { PercentInput } from '@kit/percent-input';
import { RadioGroup } from '@kit/radio-group';
import { Select } from '@kit/select';
import { Switch } from '@kit/switch';
import type { CompositeIndexRule, LevelNeedWeight, PerPupilRule, ProportionalRule, Rule, SharesRule, WeightedPoolRule } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
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
export function RuleParameters({ editing, rule, saved, id, onChange }: Omit<RuleParametersProps, 'onChange'> & { onChange: ChangeRule }) {
  switch (rule.kind) {
    case 'per_pupil':
      return <PerPupilFields editing={editing} rule={rule} saved={saved} id={id} onChange={ofKind(isPerPupil, onChange)} />;
    case 'weighted_pool':
      return <WeightedPoolFields editing={editing} rule={rule} saved={saved} id={id} onChange={ofKind(isWeightedPool, onChange)} />;
    case 'shares':
      return (
        <>
          <PoolSize editing={editing} rule={rule} onChange={onChange} />
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
          <PoolSize editing={editing} rule={rule} onChange={onChange} />
          <CompositeEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />
        </>
      );
    case 'incentive':
      return <IncentiveEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'formula':
      return <FormulaEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
  }
}

const toCells = (weights: readonly LevelNeedWeight[] | null | undefined): Cell[] =>
  (weights ?? []).map(({ level, need_category, weight }) => ({ level, need_category, value: String(weight) }));

const toWeights = (cells: readonly Cell[]): LevelNeedWeight[] =>
  cells.map(({ level, need_category, value }) => ({ level, need_category, weight: value }));

const savedWeights = (saved: Rule | undefined): Cell[] => (saved !== undefined && 'weights' in saved ? toCells(saved.weights) : []);

function PerPupilFields({ editing, rule, saved, id, onChange }: CellRuleProps<PerPupilRule>) {
  const { t } = useLingui();
  const isByBase = rule.base_dollars !== undefined && rule.base_dollars !== null;
  return (
    <div className="space-y-4">
      <RadioGroup
        label={t`The rate is`}
        isDisabled={!editing.canEdit}
        items={[
          { id: 'base', label: t`a base amount times weights` },
          { id: 'rates', label: t`typed in dollars` },
        ]}
        selected={isByBase ? 'base' : 'rates'}
        onSelect={(form) => {
          if (form === 'base') onChange({ ...rule, rates: null, base_dollars: '1000', weights: [{ level: '*', need_category: 'all', weight: '1' }] });
          else onChange({ ...rule, base_dollars: null, weights: null, rates: [{ level: '*', need_category: 'all', rate_dollars: '1000' }] });
        }}
      />
      {isByBase ? (
        <>
          <NumberField
            label={t`Base amount per pupil, in dollars`}
            description={t`Up to six decimals; amounts are rounded once, at the end.`}
            value={String(rule.base_dollars)}
            isRequired
            isReadOnly={!editing.canEdit}
            onChange={(base_dollars) => base_dollars !== null && onChange({ ...rule, base_dollars })}
          />
          <WeightsEditor
            editing={editing}
            id={id}
            caption={t`Weights by need category`}
            unit="×"
            cells={toCells(rule.weights)}
            savedCells={savedWeights(saved)}
            onChange={(change, mergeKey) => onChange((now) => ({ ...now, weights: toWeights(change(toCells(now.weights))) }), mergeKey)}
          />
          <CombineSwitch editing={editing} rule={rule} onChange={onChange} />
        </>
      ) : (
        <WeightsEditor
          editing={editing}
          id={id}
          caption={t`Dollars per pupil by need category`}
          unit="$"
          cells={ratesOf(rule)}
          savedCells={saved?.kind === 'per_pupil' ? ratesOf(saved) : []}
          onChange={(change, mergeKey) => onChange((now) => ({ ...now, rates: toRates(change(ratesOf(now))) }), mergeKey)}
        />
      )}
    </div>
  );
}

const ratesOf = (rule: PerPupilRule): Cell[] =>
  (rule.rates ?? []).map(({ level, need_category, rate_dollars }) => ({ level, need_category, value: String(rate_dollars) }));

const toRates = (cells: readonly Cell[]): NonNullable<PerPupilRule['rates']> =>
  cells.map(({ level, need_category, value }) => ({ level, need_category, rate_dollars: value }));

function WeightedPoolFields({ editing, rule, saved, id, onChange }: CellRuleProps<WeightedPoolRule>) {
  const { t } = useLingui();
  return (
    <div className="space-y-4">
      <PoolSize editing={editing} rule={rule} onChange={onChange} />
      <WeightsEditor
        editing={editing}
        id={id}
        caption={t`Weights by need category`}
        unit="×"
        cells={toCells(rule.weights)}
        savedCells={savedWeights(saved)}
        onChange={(change, mergeKey) => onChange((now) => ({ ...now, weights: toWeights(change(toCells(now.weights))) }), mergeKey)}
      />
      <CombineSwitch editing={editing} rule={rule} onChange={onChange} />
    </div>
  );
}

type CombinableRule = PerPupilRule | WeightedPoolRule;

function CombineSwitch<R extends CombinableRule>({ editing, rule, onChange }: { editing: Editing; rule: R; onChange: (rule: R) => void }) {
  const { t } = useLingui();
  return (
    <Switch
      label={t`A need’s weight multiplies the weight of its level`}
      isSelected={rule.combine === 'multiplicative'}
      isDisabled={!editing.canEdit}
      onChange={(isOn) => onChange({ ...rule, combine: isOn ? 'multiplicative' : 'additive' })}
    />
  );
}

type PoolRule = WeightedPoolRule | SharesRule | ProportionalRule | CompositeIndexRule;

/** How much of the source a pool rule shares out. */
function PoolSize<R extends PoolRule>({ editing, rule, onChange }: { editing: Editing; rule: R; onChange: (rule: R) => void }) {
  const { t } = useLingui();
  const isFixed = typeof rule.pool_amount_cents === 'number';
  return (
    <div className="grid grid-cols-2 items-end gap-3">
      <Select
        label={t`It shares out`}
        isDisabled={!editing.canEdit}
        items={[
          { id: 'share', label: t`a part of what is left` },
          { id: 'amount', label: t`a fixed amount` },
        ]}
        selected={isFixed ? 'amount' : 'share'}
        onSelect={(form) => onChange({ ...rule, pool_share_bp: 10_000, pool_amount_cents: form === 'amount' ? 0 : null })}
      />
      {isFixed ? (
        <MoneyInput
          label={t`Amount`}
          isRequired
          isReadOnly={!editing.canEdit}
          value={rule.pool_amount_cents ?? 0}
          onChange={(cents) => cents !== null && onChange({ ...rule, pool_amount_cents: cents })}
        />
      ) : (
        <PercentInput
          label={t`Part`}
          isRequired
          isReadOnly={!editing.canEdit}
          value={rule.pool_share_bp ?? 10_000}
          onChange={(bp) => bp !== null && onChange({ ...rule, pool_share_bp: bp })}
        />
      )}
    </div>
  );
}

function ProportionalFields({ editing, rule, onChange }: RuleParametersProps<ProportionalRule>) {
  const { t } = useLingui();
  return (
    <div className="space-y-4">
      <PoolSize editing={editing} rule={rule} onChange={onChange} />
      <FigurePicker editing={editing} label={t`In proportion to`} field="measure" value={rule.measure} onChange={(measure) => onChange({ ...rule, measure })} />
      <p className="text-sm text-muted">
        <Trans>Measures come from the data page; a school without the measure receives nothing from this rule.</Trans>
      </p>
    </div>
  );
}
