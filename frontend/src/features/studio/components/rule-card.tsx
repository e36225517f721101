import { Icon } from '@kit/icon';
import { IconButton } from '@kit/icon-button';
import { Select } from '@kit/select';
import { Switch } from '@kit/switch';
import type { Rule } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { memo } from 'react';
import { changeRuleKind, RULE_KINDS } from '../model/new-rule';
import { editRule, moveRule, removeRule } from '../model/policy-edits';
import type { RuleOutcome } from '../model/rule-outcome';
import { type Editing, surroundings } from './editing';
import { EligibilityEditor } from './eligibility-editor';
import { LabelField } from './label-field';
import { RULE_WORDS } from './policy-words';
import { type ChangeRule, RuleParameters } from './rule-parameters';
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
  const { t, i18n } = useLingui();
  const { canEdit } = editing;
  const saved = editing.saved.sources
    .find((one) => one.source_id === sourceId)
    ?.rules.find((one) => one.rule_id === rule.rule_id);
  const kinds = isGrant ? (['school_grant'] as const) : RULE_KINDS;
  const name = rule.label === '' ? i18n._(RULE_WORDS[rule.kind].name) : rule.label;
  const change: ChangeRule = (next, mergeKey) =>
    editing.edit(editRule(sourceId, rule.rule_id, typeof next === 'function' ? next : () => next), mergeKey);
  return (
    <fieldset className="min-w-0 space-y-4 rounded-lg border border-line bg-canvas p-3">
      <legend className="float-start mb-3 w-full font-semibold">{name}</legend>
      <div className="clear-both grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-1 2xl:grid-cols-2">
        <Select
          label={t`Kind of rule`}
          isDisabled={!canEdit}
          items={kinds.map((kind) => ({ id: kind, label: i18n._(RULE_WORDS[kind].name) }))}
          selected={rule.kind}
          onSelect={(kind) => change(changeRuleKind(rule, kind, surroundings(editing)))}
        />
        <LabelField key={rule.rule_id} label={t`Name`} isDisabled={!canEdit} value={rule.label} placeholder={rule.rule_id} onCommit={(label) => change({ ...rule, label })} />
      </div>
      <p className="text-sm text-muted">{i18n._(RULE_WORDS[rule.kind].meaning)}</p>
      <RuleProblems problems={problems} />
      <ProblemsHere value={problems}>
        <RuleParameters editing={editing} rule={rule} saved={saved} id={`${sourceId}/${rule.rule_id}`} onChange={change} />
      </ProblemsHere>
      <div>
        <Switch
          label={t`Only some of the source’s schools`}
          isSelected={rule.eligibility !== null && rule.eligibility !== undefined}
          isDisabled={!canEdit}
          onChange={(isOn) => change({ ...rule, eligibility: isOn ? { kind: 'all' } : null })}
        />
        {rule.eligibility !== null && rule.eligibility !== undefined && (
          <div className="mt-2 border-l-2 border-line pl-4">
            <EligibilityEditor editing={editing} eligibility={rule.eligibility} onChange={(eligibility) => change({ ...rule, eligibility })} />
          </div>
        )}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        {outcome !== undefined && <OutcomeLine outcome={outcome} />}
        {canEdit && ruleCount > 1 && (
          <div className="ml-auto flex">
            <IconButton icon="up" label={t`Move ${name} up`} isDisabled={place === 0} onPress={() => editing.edit(moveRule(sourceId, rule.rule_id, -1))} />
            <IconButton icon="down" label={t`Move ${name} down`} isDisabled={place === ruleCount - 1} onPress={() => editing.edit(moveRule(sourceId, rule.rule_id, 1))} />
            <IconButton icon="close" label={t`Remove ${name}`} onPress={() => editing.edit(removeRule(sourceId, rule.rule_id))} />
          </div>
        )}
      </div>
    </fieldset>
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
