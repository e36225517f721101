import { RadioGroup } from '@kit/radio-group';
import { Switch } from '@kit/switch';
import { useLingui } from '@lingui/react/macro';
import { lazy, memo, Suspense, useCallback, useRef, useState } from 'react';
import { differencesOf, type Form, inForm } from '../model/weight-form';
import type { Cell } from '../model/weight-grid';
import { type Editing, gridOf } from './editing';
import type { ChangeCells } from './weights-editor';

const JoinDialog = lazy(async () => ({ default: (await import('./join-dialog')).JoinDialog }));

type WeightFormSwitchProps = { editing: Editing; form: Form; cells: readonly Cell[]; onChange: ChangeCells };

/** Whether weights are typed for every level, for groups of levels or for each level; what differs is asked, never dropped. */
export function WeightFormSwitch({ editing, form, cells, onChange }: WeightFormSwitchProps) {
  const grid = gridOf(editing);
  const [joining, setJoining] = useState<Exclude<Form, 'levels'> | null>(null);
  const newest = useRef({ grid, cells, onChange });
  newest.current = { grid, cells, onChange };
  const choose = useCallback((next: Form) => {
    const { current } = newest;
    if (next !== 'levels' && differencesOf(current.grid, current.cells, next).length > 0) setJoining(next);
    else current.onChange((now) => inForm(current.grid, now, next));
  }, [newest]);
  return (
    <>
      <FormField form={form} hasGroups={grid.groups.length > 0} isDisabled={!editing.canEdit} onChoose={choose} />
      {joining !== null && (
        <Suspense fallback={null}>
          <JoinDialog
            editing={editing}
            differences={differencesOf(grid, cells, joining)}
            onClose={() => setJoining(null)}
            onJoin={(chosen) => {
              onChange((now) => inForm(grid, now, joining, chosen));
              setJoining(null);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

type FormFieldProps = { form: Form; hasGroups: boolean; isDisabled: boolean; onChoose: (form: Form) => void };

// Stands still while a weight moves.
const FormField = memo(function FormField({ form, hasGroups, isDisabled, onChoose }: FormFieldProps) {
  const { t } = useLingui();
  if (!hasGroups) return <Switch label={t`The same at every level`} isSelected={form === 'same'} isDisabled={isDisabled} onChange={(isOn) => onChoose(isOn ? 'same' : 'levels')} />;
  return (
    <RadioGroup
      label={t`Set`}
      isInline
      isDisabled={isDisabled}
      items={[
        { id: 'same', label: t`the same at every level` },
        { id: 'groups', label: t`by group of levels` },
        { id: 'levels', label: t`level by level` },
      ]}
      selected={form}
      onSelect={onChoose}
    />
  );
});
