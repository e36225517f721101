import { IconButton } from '@kit/icon-button';
import { Select } from '@kit/select';
import { TextField } from '@kit/text-field';
import type { Rule } from '@lib/api-types';
import { useLingui } from '@lingui/react/macro';
import { memo, useState } from 'react';
import { changeRuleKind, RULE_KINDS } from '../model/new-rule';
import { editRule, moveRule, removeRule } from '../model/policy-edits';
import type { Editing } from './editing';
import { ruleWords } from './policy-words';
import { RuleParameters } from './rule-parameters';

type RuleCardProps = {
  editing: Editing;
  sourceId: string;
  /** Of a source whose only rules are grants. */
  isGrant: boolean;
  rule: Rule;
  place: number;
  ruleCount: number;
};

/** One rule of a source: its kind, its name, its numbers. */
export const RuleCard = memo(function RuleCard({ editing, sourceId, isGrant, rule, place, ruleCount }: RuleCardProps) {
  const { t, i18n } = useLingui();
  const { canEdit } = editing;
  const saved = editing.saved.sources
    .find((one) => one.source_id === sourceId)
    ?.rules.find((one) => one.rule_id === rule.rule_id);
  const kinds = isGrant ? (['school_grant'] as const) : RULE_KINDS;
  const name = rule.label === '' ? i18n._(ruleWords(rule.kind).name) : rule.label;
  const change = (next: Rule, mergeKey?: string) => editing.edit(editRule(sourceId, rule.rule_id, () => next), mergeKey);
  return (
    <fieldset className="min-w-0 space-y-4 rounded-lg border border-line bg-canvas p-3">
      <legend className="float-start mb-3 w-full font-semibold">{name}</legend>
      <div className="clear-both grid grid-cols-2 items-end gap-3">
        <Select
          label={t`Kind of rule`}
          isDisabled={!canEdit}
          items={kinds.map((kind) => ({ id: kind, label: i18n._(ruleWords(kind).name) }))}
          selected={rule.kind}
          onSelect={(kind) => change(changeRuleKind(rule, kind))}
        />
        <LabelField key={rule.rule_id} isDisabled={!canEdit} label={rule.label} placeholder={rule.rule_id} onCommit={(label) => change({ ...rule, label })} />
      </div>
      <p className="text-sm text-muted">{i18n._(ruleWords(rule.kind).meaning)}</p>
      <RuleParameters editing={editing} rule={rule} saved={saved} id={`${sourceId}/${rule.rule_id}`} onChange={change} />
      {canEdit && ruleCount > 1 && (
        <div className="flex justify-end">
          <IconButton icon="up" label={t`Move ${name} up`} isDisabled={place === 0} onPress={() => editing.edit(moveRule(sourceId, rule.rule_id, -1))} />
          <IconButton
            icon="down"
            label={t`Move ${name} down`}
            isDisabled={place === ruleCount - 1}
            onPress={() => editing.edit(moveRule(sourceId, rule.rule_id, 1))}
          />
          <IconButton icon="close" label={t`Remove ${name}`} onPress={() => editing.edit(removeRule(sourceId, rule.rule_id))} />
        </div>
      )}
    </fieldset>
  );
});

type LabelFieldProps = { isDisabled: boolean; label: string; placeholder: string; onCommit: (label: string) => void };

function LabelField({ isDisabled, label, placeholder, onCommit }: LabelFieldProps) {
  const { t } = useLingui();
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && draft.trim() !== label) onCommit(draft.trim());
    setDraft(null);
  };
  return (
    <TextField
      label={t`Name`}
      placeholder={placeholder}
      isDisabled={isDisabled}
      maxLength={200}
      value={draft ?? label}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}
