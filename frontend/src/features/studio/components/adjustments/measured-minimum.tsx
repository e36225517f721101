import { Select } from '@kit/select';
import { useLingui } from '@lingui/react/macro';
import { type Editing, measureName } from '../editing';

type MeasuredMinimumProps = { editing: Editing; measure: string | null; onChange: (measure: string | null) => void };

const NONE = '';

/** A measure of dollars as the minimum: what a school's least staff costs, say, computed from its pupils. */
export function MeasuredMinimum({ editing, measure, onChange }: MeasuredMinimumProps) {
  const { t } = useLingui();
  const units = new Map(editing.policy.derived_measures?.map((one) => [one.name, one.unit ?? 'ratio']));
  // What the data hold has no unit: its reader knows whether it counts dollars.
  const fitting = editing.measures.map((one) => one.text).filter((name) => (units.get(name) ?? 'dollars') === 'dollars');
  const chosen = measure === null ? [] : [measure];
  const items = [...new Set([...fitting, ...chosen])].map((name) => ({ id: name, label: measureName(editing, name) }));
  return (
    <Select
      label={t`A measure of dollars is the minimum`}
      description={t`Such as what the least staff costs: write it under “Measures you compute”, in dollars.`}
      isDisabled={!editing.canEdit}
      items={[{ id: NONE, label: t`None` }, ...items]}
      selected={measure ?? NONE}
      onSelect={(name) => onChange(name === NONE ? null : name)}
    />
  );
}
