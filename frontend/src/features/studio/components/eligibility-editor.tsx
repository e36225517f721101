import { Button } from '@kit/button';
import { ComboBox } from '@kit/combo-box';
import { IconButton } from '@kit/icon-button';
import { RadioGroup } from '@kit/radio-group';
import { Select } from '@kit/select';
import { TextField } from '@kit/text-field';
import type { Eligibility, EligibilityCondition } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { type Editing, levelChoices, measureName, needName } from './editing';
import { OPERATOR_WORDS } from './policy-words';

type EligibilityEditorProps = { editing: Editing; eligibility: Eligibility; onChange: (eligibility: Eligibility) => void };

/** Who may receive a source: everybody, named schools, or those that meet conditions. */
export function EligibilityEditor({ editing, eligibility, onChange }: EligibilityEditorProps) {
  const { t } = useLingui();
  return (
    <div className="space-y-3">
      <RadioGroup
        label={t`Which schools may receive it?`}
        isDisabled={!editing.canEdit}
        items={[
          { id: 'all', label: t`All schools` },
          { id: 'list', label: t`Only schools on a list` },
          { id: 'rule', label: t`Schools that meet conditions` },
        ]}
        selected={eligibility.kind}
        onSelect={(kind) => {
          const [firstSchool] = editing.schools;
          if (kind === 'all') onChange({ kind });
          else if (kind === 'list') onChange({ kind, school_ids: firstSchool === undefined ? [] : [firstSchool.school_id] });
          else onChange({ kind, match: 'all', conditions: [firstCondition(editing.policy.need_categories)] });
        }}
      />
      {eligibility.kind === 'list' && <SchoolList editing={editing} schoolIds={eligibility.school_ids} onChange={(school_ids) => onChange({ kind: 'list', school_ids })} />}
      {eligibility.kind === 'rule' && <Conditions editing={editing} rule={eligibility} onChange={onChange} />}
    </div>
  );
}

const firstCondition = (needs: readonly string[]): EligibilityCondition => {
  const need = needs.find((one) => one === 'poverty') ?? needs.find((one) => one !== 'all');
  return need === undefined
    ? { subject: 'pupil_count', operator: '>=', value: '1' }
    : { subject: `need_share:${need}`, operator: '>=', value: '0.40' };
};

function SchoolList({ editing, schoolIds, onChange }: { editing: Editing; schoolIds: readonly string[]; onChange: (ids: string[]) => void }) {
  const { t } = useLingui();
  const given = new Set(schoolIds);
  const nameOf = (id: string) => editing.schools.find((school) => school.school_id === id)?.name ?? id;
  return (
    <div className="space-y-2">
      <ul className="max-h-48 space-y-1 overflow-y-auto">
        {schoolIds.map((id) => (
          <li key={id} className="flex items-center justify-between gap-2 rounded-md bg-sunken pl-3">
            <span className="min-w-0">{nameOf(id)}</span>
            {editing.canEdit && schoolIds.length > 1 && (
              <IconButton icon="close" label={t`Take ${nameOf(id)} off the list`} onPress={() => onChange(schoolIds.filter((one) => one !== id))} />
            )}
          </li>
        ))}
      </ul>
      {editing.canEdit && (
        <ComboBox
          // A new one for every addition, so that the text of the last is gone.
          key={schoolIds.length}
          label={t`Add a school`}
          items={editing.schools.filter((school) => !given.has(school.school_id)).map((school) => ({ id: school.school_id, label: school.name }))}
          selected={null}
          onSelect={(id) => id !== null && onChange([...schoolIds, id])}
        />
      )}
    </div>
  );
}

type EligibleRule = Extract<Eligibility, { kind: 'rule' }>;

function Conditions({ editing, rule, onChange }: { editing: Editing; rule: EligibleRule; onChange: (rule: EligibleRule) => void }) {
  const { t } = useLingui();
  const set = (place: number, condition: EligibilityCondition) => onChange({ ...rule, conditions: rule.conditions.with(place, condition) });
  return (
    <div className="space-y-3">
      {rule.conditions.length > 1 && (
        <RadioGroup
          label={t`A school must meet`}
          isInline
          isDisabled={!editing.canEdit}
          items={[
            { id: 'all', label: t`all of them` },
            { id: 'any', label: t`any of them` },
          ]}
          selected={rule.match}
          onSelect={(match) => onChange({ ...rule, match })}
        />
      )}
      {rule.conditions.map((condition, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- conditions have no other name than their place
        <fieldset key={place} className="rounded-md border border-line p-3">
          <legend className="sr-only">
            <Trans>Condition {place + 1}</Trans>
          </legend>
          <ConditionFields editing={editing} condition={condition} onChange={(next) => set(place, next)} />
          {editing.canEdit && rule.conditions.length > 1 && (
            <div className="mt-1 text-right">
              <IconButton
                icon="close"
                label={t`Remove condition ${place + 1}`}
                onPress={() => onChange({ ...rule, conditions: rule.conditions.filter((_, other) => other !== place) })}
              />
            </div>
          )}
        </fieldset>
      ))}
      {editing.canEdit && (
        <Button size="small" icon="plus" onPress={() => onChange({ ...rule, conditions: [...rule.conditions, firstCondition(editing.policy.need_categories)] })}>
          <Trans>Add a condition</Trans>
        </Button>
      )}
    </div>
  );
}

const TEXT_SUBJECTS = new Set(['level', 'school_type', 'flag', 'school_id']);
const NUMBER_OPERATORS = ['>=', '>', '<=', '<', '==', '!='] as const;
const TEXT_OPERATORS = ['==', '!=', 'in'] as const;

function ConditionFields({ editing, condition, onChange }: { editing: Editing; condition: EligibilityCondition; onChange: (condition: EligibilityCondition) => void }) {
  const { t, i18n } = useLingui();
  const needs = editing.policy.need_categories.filter((need) => need !== 'all');
  const subjects = [
    ...needs.map((need) => ({ id: `need_share:${need}`, label: t`Share of ${needName(editing, need)}` })),
    ...needs.map((need) => ({ id: `need_count:${need}`, label: t`Pupils: ${needName(editing, need)}` })),
    { id: 'pupil_count', label: t`All pupils` },
    { id: 'level', label: t`Level` },
    { id: 'school_type', label: t`School type` },
    { id: 'flag', label: t`Flag` },
    ...editing.measures.map((measure) => ({ id: `measure:${measure.text}`, label: measureName(editing, measure.text) })),
  ];
  if (!subjects.some((subject) => subject.id === condition.subject)) subjects.push({ id: condition.subject, label: condition.subject });
  const isText = TEXT_SUBJECTS.has(condition.subject);
  const operators: readonly EligibilityCondition['operator'][] = isText ? TEXT_OPERATORS : NUMBER_OPERATORS;
  const isShare = condition.subject.startsWith('need_share:');
  return (
    <div className="grid grid-cols-2 items-end gap-3">
      <Select
        className="col-span-2"
        label={t`What`}
        isDisabled={!editing.canEdit}
        items={subjects}
        selected={condition.subject}
        onSelect={(subject) => {
          const staysText = TEXT_SUBJECTS.has(subject);
          if (staysText === isText && subject.startsWith('need_share:') === isShare) onChange({ ...condition, subject });
          else if (staysText) onChange({ subject, operator: '==', value: subject === 'level' ? (editing.policy.levels[0] ?? '') : 'district' });
          else onChange({ subject, operator: '>=', value: subject.startsWith('need_share:') ? '0.40' : '1' });
        }}
      />
      <Select
        label={t`Compared`}
        isDisabled={!editing.canEdit}
        items={operators.map((id) => ({ id, label: i18n._(OPERATOR_WORDS[id]) }))}
        selected={condition.operator}
        onSelect={(operator) => onChange({ ...condition, operator })}
      />
      {condition.subject === 'level' && condition.operator !== 'in' ? (
        <Select
          label={t`Level`}
          isDisabled={!editing.canEdit}
          items={levelChoices(editing)}
          selected={String(condition.value)}
          onSelect={(value) => onChange({ ...condition, value })}
        />
      ) : (
        <ValueField
          key={condition.subject}
          isDisabled={!editing.canEdit}
          isPercent={isShare}
          value={condition.value}
          onCommit={(value) => onChange({ ...condition, value })}
        />
      )}
    </div>
  );
}

type ValueFieldProps = { isDisabled: boolean; isPercent: boolean; value: EligibilityCondition['value']; onCommit: (value: string) => void };

/** Shares are typed in percent and kept as fractions: 40 % is 0.4. */
function ValueField({ isDisabled, isPercent, value, onCommit }: ValueFieldProps) {
  const { t } = useLingui();
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  const settled = isPercent ? String(Number((Number(text) * 100).toFixed(4))) : text;
  const [draft, setDraft] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const commit = () => {
    if (draft === null) return;
    const number = Number(draft.replace('%', '').trim());
    const isNumberWrong = isPercent && (draft.trim() === '' || !Number.isFinite(number) || number < 0);
    setWrong(isNumberWrong || draft.trim() === '');
    if (isNumberWrong || draft.trim() === '') return;
    if (draft !== settled) onCommit(isPercent ? String(Number((number / 100).toFixed(6))) : draft.trim());
    setDraft(null);
  };
  return (
    <TextField
      label={isPercent ? t`Percent` : t`Value`}
      isDisabled={isDisabled}
      value={draft ?? settled}
      errorMessage={isWrong ? t`Type a value.` : null}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}
