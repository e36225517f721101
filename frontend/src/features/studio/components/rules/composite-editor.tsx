import { Button } from '@kit/button';
import { Checkbox } from '@kit/checkbox';
import { IconButton } from '@kit/icon-button';
import { NumberField } from '@kit/number-field';
import { Select } from '@kit/select';
import { Switch } from '@kit/switch';
import type { CompositeIndexRule, IndexPart } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import type { RuleParametersProps } from '../change-rule';
import { FigurePicker } from './figure-picker';

/** A pool shared by an index that a school's own figures make. */
export function CompositeEditor({ editing, rule, onChange }: RuleParametersProps<CompositeIndexRule>) {
  const { t } = useLingui();
  const set = (place: number, part: Partial<IndexPart>) => {
    const before = rule.parts[place];
    if (before !== undefined) onChange({ ...rule, parts: rule.parts.with(place, { ...before, ...part }) });
  };
  return (
    <div className="space-y-4">
      {rule.parts.map((part, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts have no other name than their place
        <fieldset key={place} className="min-w-0 rounded-md border border-line p-3">
          <legend className="px-1 text-sm font-semibold">
            <Trans>Part {place + 1}</Trans>
          </legend>
          <div className="grid grid-cols-2 items-end gap-3">
            <FigurePicker editing={editing} label={t`Figure`} field={`parts/${place}/measure`} value={part.measure} onChange={(measure) => set(place, { measure })} />
            <NumberField label={t`Weight`} isRequired isReadOnly={!editing.canEdit} value={part.weight} onChange={(weight) => weight !== null && set(place, { weight })} />
            <Select
              className="col-span-2"
              label={t`Brought to one scale`}
              isDisabled={!editing.canEdit}
              items={[
                { id: 'as_is', label: t`as it is (shares already are)` },
                { id: 'of_highest', label: t`as a part of the highest school’s` },
                { id: 'of_mean', label: t`as a multiple of the average` },
                { id: 'lowest_to_highest', label: t`0 for the lowest school, 1 for the highest` },
              ]}
              selected={part.scale ?? 'of_highest'}
              onSelect={(scale) => set(place, { scale })}
            />
          </div>
          <div className="mt-2 flex items-center justify-between gap-2">
            <Checkbox label={t`Less of it counts more`} isSelected={part.reverse === true} isDisabled={!editing.canEdit} onChange={(reverse) => set(place, { reverse })} />
            {editing.canEdit && rule.parts.length > 1 && (
              <IconButton icon="close" label={t`Remove part ${place + 1}`} onPress={() => onChange({ ...rule, parts: rule.parts.filter((_, other) => other !== place) })} />
            )}
          </div>
        </fieldset>
      ))}
      {editing.canEdit && rule.parts.length < 20 && (
        <Button size="small" icon="plus" onPress={() => onChange({ ...rule, parts: [...rule.parts, { measure: 'pupils', weight: '1', scale: 'of_highest', reverse: false }] })}>
          <Trans>Add a part</Trans>
        </Button>
      )}
      <Switch
        label={t`Times a count, so that larger schools receive more`}
        isSelected={typeof rule.times === 'string'}
        isDisabled={!editing.canEdit}
        onChange={(isOn) => onChange({ ...rule, times: isOn ? 'pupils' : null })}
      />
      {typeof rule.times === 'string' && <FigurePicker editing={editing} label={t`Times`} field="times" value={rule.times} onChange={(times) => onChange({ ...rule, times })} />}
    </div>
  );
}
