import { ComboBox } from '@kit/combo-box';
import { useLingui } from '@lingui/react/macro';
import { type Editing, measureName, needName } from '../editing';
import { useProblemAt } from '../rule-problems';

type FigurePickerProps = {
  editing: Editing;
  label: string;
  description?: string;
  value: string;
  onChange: (figure: string) => void;
  /** Where a fault of it is reported. */
  field: string;
  /** Leaves out counts and shares of pupils, where only a measure makes sense. */
  isMeasureOnly?: boolean;
};

/** A number that every school has: pupils, pupils of a need, a share, or a measure. */
export function FigurePicker({ editing, label, description, value, onChange, field, isMeasureOnly = false }: FigurePickerProps) {
  const { t } = useLingui();
  const problem = useProblemAt(field);
  const needs = editing.policy.need_categories.filter((need) => need !== 'all');
  const items = [
    ...(isMeasureOnly
      ? []
      : [
          { id: 'pupils', label: t`All pupils` },
          ...needs.map((need) => ({ id: `share:${need}`, label: t`Share of ${needName(editing, need)}` })),
          ...needs.map((need) => ({ id: `need:${need}`, label: t`Pupils: ${needName(editing, need)}` })),
        ]),
    ...editing.measures.map((measure) => ({
      id: measure.text,
      label: measureName(editing, measure.text),
      note: measure.kind === 'derived_measure' ? t`computed by you` : t`from the data page`,
    })),
  ];
  if (!items.some((item) => item.id === value)) items.push({ id: value, label: value });
  return (
    <ComboBox
      label={label}
      description={description}
      errorMessage={problem}
      isDisabled={!editing.canEdit}
      items={items}
      selected={value}
      onSelect={(figure) => figure !== null && onChange(figure)}
    />
  );
}
