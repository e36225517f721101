import { RadioGroup } from '@kit/radio-group';
import { Select } from '@kit/select';
import type { Adjustment, Payer } from '@lib/api-types';
import { useLingui } from '@lingui/react/macro';
import { setAdjustment } from '../../model/policy-edits';
import { PRIOR_PUPILS } from '../../model/settings-made';
import { type Editing, measureName } from '../editing';
import { LabelField } from '../label-field';
import { SourceChoice } from './source-choice';

type MoreFieldsProps = { editing: Editing; adjustment: Adjustment };
type GainersPayer = Extract<Payer, { kind: 'gainers' }>;

/** The settings of an adjustment that are rarely made, each with what it does. */
export function MoreFields({ editing, adjustment }: MoreFieldsProps) {
  const { t } = useLingui();
  const { edit } = editing;
  return (
    <div className="mt-2 space-y-4">
      <LabelField label={t`Name`} value={adjustment.label ?? ''} isDisabled={!editing.canEdit} onCommit={(label) => edit(setAdjustment({ ...adjustment, label }))} />
      {adjustment.kind === 'trigger' && (
        <CountedRevenue editing={editing} sourceIds={adjustment.revenue_source_ids} onChange={(revenue_source_ids) => edit(setAdjustment({ ...adjustment, revenue_source_ids }))} />
      )}
      {(adjustment.kind === 'hold_harmless' || adjustment.kind === 'minimum_operational_budget') && adjustment.payer.kind === 'gainers' && (
        <Gainers editing={editing} payer={adjustment.payer} onChange={(payer) => edit(setAdjustment({ ...adjustment, payer }))} />
      )}
      {(adjustment.kind === 'collar' || adjustment.kind === 'phase_in' || adjustment.kind === 'recount' || (adjustment.kind === 'trigger' && adjustment.until !== 'without_weights')) && (
        <MovingSources editing={editing} sourceIds={adjustment.moving_source_ids} onChange={(moving_source_ids) => edit(setAdjustment({ ...adjustment, moving_source_ids }))} />
      )}
      <ComparedSources editing={editing} adjustment={adjustment} onChange={(source_ids) => edit(setAdjustment({ ...adjustment, source_ids }))} />
      {adjustment.kind === 'hold_harmless' && adjustment.basis === 'per_pupil' && (
        <PriorPupils
          editing={editing}
          measure={adjustment.prior_pupils_measure ?? PRIOR_PUPILS}
          onChange={(prior_pupils_measure) => edit(setAdjustment({ ...adjustment, prior_pupils_measure }))}
        />
      )}
    </div>
  );
}

type ChosenSources = { editing: Editing; sourceIds: readonly string[] | null | undefined; onChange: (sourceIds: string[] | null) => void };

const distributed = ({ policy }: Editing): string[] => policy.sources.filter((source) => source.distribution !== 'locked').map((source) => source.source_id);
const unlocked = ({ policy }: Editing): string[] => policy.sources.filter((source) => source.distribution === 'unlocked').map((source) => source.source_id);

function CountedRevenue({ editing, sourceIds, onChange }: ChosenSources) {
  const { t } = useLingui();
  // Also money that no rule distributes can be what the formula waits for.
  const all = new Set([...editing.policy.sources.map((source) => source.source_id), ...editing.sources.keys()]);
  return (
    <SourceChoice
      editing={editing}
      legend={t`Which revenue is counted`}
      note={t`The formula begins once these sources together reach the amount.`}
      allLabel={t`All unrestricted revenue`}
      choices={[...all]}
      sourceIds={sourceIds}
      onChange={onChange}
    />
  );
}

function MovingSources({ editing, sourceIds, onChange }: ChosenSources) {
  const { t } = useLingui();
  return (
    <SourceChoice
      editing={editing}
      legend={t`Which money may move`}
      note={t`Only money of these sources is taken from one school and given to another; grants never are.`}
      allLabel={t`All unrestricted money that is shared by formula`}
      choices={unlocked(editing)}
      sourceIds={sourceIds}
      onChange={onChange}
    />
  );
}

function ComparedSources({ editing, adjustment, onChange }: MoreFieldsProps & { onChange: ChosenSources['onChange'] }) {
  const { t } = useLingui();
  const isOfWeights = adjustment.kind === 'trigger' && adjustment.until === 'without_weights';
  const note = {
    hold_harmless: t`The floor is compared with the money of these sources only, and is a part of what a school has from them now.`,
    minimum_operational_budget: t`The minimum is compared with the money of these sources only.`,
    collar: t`The limits hold for the money of these sources only.`,
    phase_in: t`Only the money of these sources goes step by step.`,
    trigger: isOfWeights ? t`The weights wait in the rules of these sources only.` : t`Only the money of these sources stays as it is now.`,
    recount: t`What was promised is compared with the money of these sources only.`,
  }[adjustment.kind];
  return (
    <SourceChoice
      editing={editing}
      legend={isOfWeights ? t`Where the weights wait` : t`Which money is compared`}
      note={note}
      allLabel={t`Every source`}
      choices={distributed(editing)}
      sourceIds={adjustment.source_ids}
      onChange={onChange}
    />
  );
}

function Gainers({ editing, payer, onChange }: { editing: Editing; payer: GainersPayer; onChange: (payer: GainersPayer) => void }) {
  const { t } = useLingui();
  return (
    <>
      <RadioGroup
        label={t`Schools that gain pay by what they have`}
        isDisabled={!editing.canEdit}
        items={[
          { id: 'above_floor', label: t`above their floor` },
          { id: 'above_current', label: t`above their current budget` },
        ]}
        selected={payer.gain ?? 'above_floor'}
        onSelect={(gain) => onChange({ ...payer, gain })}
      />
      <SourceChoice
        editing={editing}
        legend={t`Which money they give`}
        note={t`Schools that gain give money of these sources only; grants are never given.`}
        allLabel={t`All unrestricted money that is shared by formula`}
        choices={unlocked(editing)}
        sourceIds={payer.source_ids}
        onChange={(source_ids) => onChange({ ...payer, source_ids })}
      />
    </>
  );
}

function PriorPupils({ editing, measure, onChange }: { editing: Editing; measure: string; onChange: (measure: string) => void }) {
  const { t } = useLingui();
  // It is read from the data: what a policy computes cannot stand here.
  const computed = new Set(editing.policy.derived_measures?.map((one) => one.name));
  const read = editing.measures.map((one) => one.text).filter((name) => !computed.has(name));
  const measures = [...new Set([PRIOR_PUPILS, ...read, measure])];
  return (
    <Select
      label={t`Last year’s pupils`}
      description={t`The measure of the data that holds them; the floor per pupil divides by it.`}
      isDisabled={!editing.canEdit}
      items={measures.map((one) => ({ id: one, label: measureName(editing, one) }))}
      selected={measure}
      onSelect={onChange}
    />
  );
}
