import { Button } from '@kit/button';
import { ComboBox } from '@kit/combo-box';
import { Dialog } from '@kit/dialog';
import { DialogButtons } from '@kit/dialog-buttons';
import { ProblemPanel } from '@kit/problem-panel';
import { Select } from '@kit/select';
import { Loading } from '@kit/skeleton';
import { TextField } from '@kit/text-field';
import type { DerivedMeasure, Policy } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { checkedExpressionQuery, type ExpressionUnit, useRenameMeasure } from '../../api/expressions';
import { nameFault, nameFrom } from '../../model/expression-text';
import { setMeasure } from '../../model/policy-edits';
import type { Editing } from '../editing';
import { useRested } from '../use-rested';
import { useSame } from '../use-same';
import { ExpressionField } from './expression-field';
import { MeasureExamples } from './measure-examples';
import { MeasureValue } from './measure-value';
import { UNIT_WORDS, UNITS } from './measure-words';

type MeasureDialogProps = {
  scenarioId: string;
  policy: Policy;
  editing: Editing;
  /** `null`: a new one. */
  measure: DerivedMeasure | null;
  onClose: () => void;
  onTake: (measure: DerivedMeasure) => void;
  /** The whole policy, where the measure has another name and so has everything that uses it. */
  onRename: (policy: Policy, places: number) => void;
};

/** Short enough to feel at once, long enough to leave out the letters in between. */
const TYPING_REST_MS = 120;

/** A measure that the district computes: the formula, its value for a school while it is typed, and what is wrong with it. */
export function MeasureDialog({ scenarioId, policy, editing, measure, onClose, onTake, onRename }: MeasureDialogProps) {
  const { t, i18n } = useLingui();
  const taken = [...(policy.derived_measures ?? []).map((one) => one.name), ...editing.measures.map((one) => one.text)];
  const [label, setLabel] = useState(measure?.label ?? '');
  const [chosenUnit, setChosenUnit] = useState<ExpressionUnit | null>(measure?.unit ?? null);
  const [draft, setDraft] = useState({ text: measure?.expression ?? '', cursor: (measure?.expression ?? '').length });
  const [schoolId, setSchoolId] = useState(editing.schools[0]?.school_id ?? null);
  const name = measure?.name ?? nameFrom(label, taken);
  const [newName, setNewName] = useState(name);
  const fault = measure === null || newName === name ? null : nameFault(newName, taken);
  const rename = useRenameMeasure(scenarioId);
  const language = i18n.locale === 'es' ? ('es' as const) : ('en' as const);
  const asked = useRested(useSame({ expression: draft.text, cursor: draft.cursor }), TYPING_REST_MS);
  const question = { ...asked, name, school_id: schoolId, language };
  const asTyped = useQuery(checkedExpressionQuery(scenarioId, policy, { ...question, unit: chosenUnit }));
  // What has no unit that a measure may state is a plain number, or wrong as one.
  const isUnitOpen = chosenUnit === null && asTyped.data?.valid === true && asTyped.data.unit === null;
  const asNumber = useQuery({ ...checkedExpressionQuery(scenarioId, policy, { ...question, unit: 'ratio' }), enabled: isUnitOpen });
  const check = isUnitOpen ? asNumber : asTyped;
  const unit = chosenUnit ?? asTyped.data?.unit ?? 'ratio';
  const isCurrent = asked.expression === draft.text && !check.isPlaceholderData;
  const isEmpty = draft.text.trim() === '';
  const isSound = isCurrent && check.data?.valid === true;
  const hasName = measure !== null || label.trim() !== '';
  function take() {
    const taking = { name, label: label.trim(), unit, expression: draft.text.trim() };
    if (measure === null || newName === name) onTake(taking);
    else
      rename.mutate(
        { policy: setMeasure(taking)(policy), name, new_name: newName },
        { onSuccess: (renamed) => onRename(renamed.policy, renamed.places) },
      );
  }
  const nameWords = { bad: t`Use letters without accents, digits and _, and begin with a letter.`, reserved: t`This is a word of the language.`, taken: t`Another measure has this name.` };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="wide"
      isBlocking
      title={measure === null ? <Trans>A measure you compute</Trans> : measure.label || measure.name}
      footer={
        <>
          {!hasName && !isEmpty && (
            <p className="mr-auto self-center text-sm text-muted">
              <Trans>Give it a name first.</Trans>
            </p>
          )}
          {editing.canEdit ? (
            <DialogButtons onClose={onClose} isDisabled={!isSound || isEmpty || !hasName || fault !== null} isPending={rename.isPending} onPress={take}>
              <Trans>Use this measure</Trans>
            </DialogButtons>
          ) : (
            <Button onPress={onClose}>
              <Trans>Close</Trans>
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="min-w-0 space-y-4 lg:min-h-[30rem]">
          <div className="grid gap-3 sm:grid-cols-2">
            <TextField label={t`What it is called`} placeholder={t`Small-school factor`} isReadOnly={!editing.canEdit} maxLength={200} value={label} onChange={setLabel} description={measure === null ? t`In formulas: ${name}` : undefined} />
            <Select
              label={t`It counts`}
              isDisabled={!editing.canEdit}
              items={[
                { id: AS_WRITTEN, label: isSound && !isEmpty ? t`${i18n._(UNIT_WORDS[unit])}, as the formula says` : t`what the formula says` },
                ...UNITS.map((id) => ({ id, label: i18n._(UNIT_WORDS[id]) })),
              ]}
              selected={chosenUnit ?? AS_WRITTEN}
              onSelect={(id) => setChosenUnit(id === AS_WRITTEN ? null : (id as ExpressionUnit))}
              description={t`Checked before it runs.`}
            />
          </div>
          {measure !== null && (
            <TextField
              className="sm:w-1/2 sm:pr-1.5"
              label={t`Its name in formulas`}
              isReadOnly={!editing.canEdit}
              autoCapitalize="none"
              maxLength={64}
              value={newName}
              onChange={(text) => setNewName(text.trim())}
              errorMessage={fault === null ? null : nameWords[fault]}
              description={t`Another name changes in every rule and formula that uses it.`}
            />
          )}
          {rename.isError && <ProblemPanel error={rename.error} />}
          <ExpressionField
            text={draft.text}
            cursor={draft.cursor}
            checked={check.data}
            isCurrent={isCurrent}
            isReadOnly={!editing.canEdit}
            onChange={(text, cursor) => setDraft((before) => (before.text === text && before.cursor === cursor ? before : { text, cursor }))}
          />
          {editing.canEdit && isEmpty && <MeasureExamples onTake={(text) => setDraft({ text, cursor: text.length })} />}
        </div>
        <section aria-label={t`Its value`} className="min-w-0 space-y-3 rounded-lg bg-sunken p-4">
          <ComboBox
            label={t`Try it on a school`}
            items={editing.schools.map((school) => ({ id: school.school_id, label: school.name }))}
            selected={schoolId}
            onSelect={(id) => id !== null && setSchoolId(id)}
          />
          {check.isError ? (
            <ProblemPanel error={check.error} onRetry={() => void check.refetch()} />
          ) : check.data === undefined ? (
            <Loading lines={3} />
          ) : (
            <MeasureValue checked={check.data} isEmpty={isEmpty} isCurrent={isCurrent} />
          )}
        </section>
      </div>
    </Dialog>
  );
}

const AS_WRITTEN = 'as_written';
