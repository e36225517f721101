import { Icon } from '@kit/icon';
import { IconButton } from '@kit/icon-button';
import { Select } from '@kit/select';
import { Switch } from '@kit/switch';
import type { Eligibility, Rule } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import type { I18n } from '@lingui/core';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { memo, useCallback } from 'react';
import { changeRuleKind, RULE_KINDS } from '../model/new-rule';
import { editRule, moveRule, removeRule } from '../model/policy-edits';
import type { RuleOutcome } from '../model/rule-outcome';
import type { ChangeRule } from './change-rule';
import { type Editing, surroundings } from './editing';
import { EligibilityEditor } from './eligibility-editor';
import { LabelField } from './label-field';
import { RULE_WORDS } from './policy-words';
import { RuleParameters } from './rule-parameters';
import { ProblemsHere } from './rule-problems';

type RuleCardProps = {
  editing: Editing;
  sourceId: string;
  /** Of a source whose only rules are grants. */
  isGrant: boolean;
  rule: Rule;
  place: number;
  ruleCount: number;
  /** What it comes to in the last result. */
  outcome: RuleOutcome | undefined;
  problems: ReadonlyMap<string, string>;
};

/** One rule of a source: its kind, its name, its numbers, and what it gives. */
export const RuleCard = memo(function RuleCard({ editing, sourceId, isGrant, rule, place, ruleCount, outcome, problems }: RuleCardProps) {
  const { i18n } = useLingui();
  const { rule_id: ruleId } = rule;
  const { edit } = editing;
  const saved = editing.saved.sources.find((one) => one.source_id === sourceId)?.rules.find((one) => one.rule_id === ruleId);
  const change = useCallback<ChangeRule>(
    (next, mergeKey) => edit(editRule(sourceId, ruleId, typeof next === 'function' ? next : () => next), mergeKey),
    [edit, sourceId, ruleId],
  );
  return (
    <fieldset className="min-w-0 space-y-4 rounded-lg border border-line bg-canvas p-3">
      <legend className="float-start mb-3 w-full font-semibold">{nameOf(i18n, rule)}</legend>
      <RuleHead editing={editing} ruleId={ruleId} kind={rule.kind} label={rule.label} isGrant={isGrant} change={change} />
      <RuleProblems problems={problems} />
      <ProblemsHere value={problems}>
        <RuleParameters editing={editing} rule={rule} saved={saved} id={`${sourceId}/${ruleId}`} onChange={change} />
      </ProblemsHere>
      <OnlySomeSchools editing={editing} eligibility={rule.eligibility ?? null} change={change} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        {outcome !== undefined && <OutcomeLine outcome={outcome} />}
        {editing.canEdit && ruleCount > 1 && <Places editing={editing} sourceId={sourceId} ruleId={ruleId} name={nameOf(i18n, rule)} place={place} ruleCount={ruleCount} />}
      </div>
    </fieldset>
  );
});

const nameOf = (i18n: I18n, { kind, label }: Pick<Rule, 'kind' | 'label'>) => (label === '' ? i18n._(RULE_WORDS[kind].name) : label);

type RuleHeadProps = Pick<RuleCardProps, 'editing' | 'isGrant'> & Pick<Rule, 'kind' | 'label'> & { ruleId: string; change: ChangeRule };

// The parts that a weight does not change are not drawn again while one moves.
const RuleHead = memo(function RuleHead({ editing, ruleId, kind, label, isGrant, change }: RuleHeadProps) {
  const { t, i18n } = useLingui();
  const kinds = isGrant ? (['school_grant'] as const) : RULE_KINDS;
  return (
    <>
      <div className="clear-both grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-1 2xl:grid-cols-2">
        <Select
          label={t`Kind of rule`}
          isDisabled={!editing.canEdit}
          items={kinds.map((one) => ({ id: one, label: i18n._(RULE_WORDS[one].name) }))}
          selected={kind}
          onSelect={(next) => change((now) => changeRuleKind(now, next, surroundings(editing)))}
        />
        <LabelField
          key={ruleId}
          label={t`Name`}
          isDisabled={!editing.canEdit}
          value={label}
          placeholder={ruleId}
          onCommit={(next) => change((now) => ({ ...now, label: next }))}
        />
      </div>
      <p className="text-sm text-muted">{i18n._(RULE_WORDS[kind].meaning)}</p>
    </>
  );
});

type OnlySomeSchoolsProps = { editing: Editing; eligibility: Eligibility | null; change: ChangeRule };

const OnlySomeSchools = memo(function OnlySomeSchools({ editing, eligibility, change }: OnlySomeSchoolsProps) {
  const { t } = useLingui();
  const set = (next: Eligibility | null) => change((now) => ({ ...now, eligibility: next }));
  return (
    <div>
      <Switch
        label={t`Only some of the source’s schools`}
        isSelected={eligibility !== null}
        isDisabled={!editing.canEdit}
        onChange={(isOn) => set(isOn ? { kind: 'all' } : null)}
      />
      {eligibility !== null && (
        <div className="mt-2 border-l-2 border-line pl-4">
          <EligibilityEditor editing={editing} eligibility={eligibility} onChange={set} />
        </div>
      )}
    </div>
  );
});

type PlacesProps = Pick<RuleCardProps, 'editing' | 'sourceId' | 'place' | 'ruleCount'> & { ruleId: string; name: string };

const Places = memo(function Places({ editing, sourceId, ruleId, name, place, ruleCount }: PlacesProps) {
  const { t } = useLingui();
  return (
    <div className="ml-auto flex">
      <IconButton icon="up" label={t`Move ${name} up`} isDisabled={place === 0} onPress={() => editing.edit(moveRule(sourceId, ruleId, -1))} />
      <IconButton icon="down" label={t`Move ${name} down`} isDisabled={place === ruleCount - 1} onPress={() => editing.edit(moveRule(sourceId, ruleId, 1))} />
      <IconButton icon="close" label={t`Remove ${name}`} onPress={() => editing.edit(removeRule(sourceId, ruleId))} />
    </div>
  );
});

function OutcomeLine({ outcome }: { outcome: RuleOutcome }) {
  return (
    <p className="text-sm font-semibold tabular-nums">
      {outcome.schools === 0 ? (
        <Trans>No school receives anything from it.</Trans>
      ) : (
        <Trans>
          {formatDollars(outcome.cents)} to <Plural value={outcome.schools} one="# school" other="# schools" />
        </Trans>
      )}
    </p>
  );
}

/** What is wrong with it, where it stands; faults of single fields stand there as well. */
function RuleProblems({ problems }: { problems: ReadonlyMap<string, string> }) {
  if (problems.size === 0) return null;
  return (
    <ul className="space-y-1 text-sm font-medium text-negative">
      {[...problems].map(([field, message]) => (
        <li key={field} className="flex gap-1.5">
          <Icon name="error" className="mt-0.5" />
          <span className="min-w-0">{message}</span>
        </li>
      ))}
    </ul>
  );
}
