import { Select } from '@kit/select';
import { useLingui } from '@lingui/react/macro';
import { EVERY_LEVEL } from '../../model/weight-grid';
import { type Editing, levelChoices, needName } from '../editing';

type Counted = { need_category?: string; level?: string };
type CountedFieldsProps = { editing: Editing; rule: Counted; onChange: (part: Counted) => void };

/** Which pupils a rule looks at. */
export function CountedFields({ editing, rule, onChange }: CountedFieldsProps) {
  const { t } = useLingui();
  const { need_categories: needs } = editing.policy;
  return (
    <div className="grid grid-cols-2 items-end gap-3">
      <Select
        label={t`Pupils it counts`}
        isDisabled={!editing.canEdit}
        items={needs.map((need) => ({ id: need, label: needName(editing, need) }))}
        selected={rule.need_category ?? 'all'}
        onSelect={(need_category) => onChange({ need_category })}
      />
      <Select
        label={t`At level`}
        isDisabled={!editing.canEdit}
        items={[{ id: EVERY_LEVEL, label: t`every level` }, ...levelChoices(editing)]}
        selected={rule.level ?? EVERY_LEVEL}
        onSelect={(level) => onChange({ level })}
      />
    </div>
  );
}
