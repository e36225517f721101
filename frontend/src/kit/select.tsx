import { useId } from 'react';
import { type Choice, ChoiceField, type ChoiceFieldProps, describedBy, hasProblem } from './choice-field';
import { cx } from './class-names';
import { inputClass } from './field-class';

export type SelectItem<Id extends string = string> = Choice<Id>;

export type SelectProps<Id extends string> = ChoiceFieldProps & {
  items: readonly SelectItem<Id>[];
  selected: Id | null;
  onSelect: (id: Id) => void;
  /** Shown while nothing is chosen. */
  placeholder?: string;
  isRequired?: boolean;
};

/** The browser's own select: every keyboard, screen reader and phone knows it, and it weighs nothing. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const { items, selected, onSelect, placeholder, isRequired, ...field } = props;
  const id = useId();
  return (
    <ChoiceField id={id} {...field}>
      <select
        id={id}
        value={selected ?? ''}
        onChange={(event) => onSelect(event.target.value as Id)}
        disabled={field.isDisabled}
        required={isRequired}
        aria-invalid={hasProblem(field.errorMessage) || undefined}
        aria-describedby={describedBy(id, field)}
        className={cx(inputClass, 'cursor-pointer appearance-none pr-10 text-ellipsis disabled:cursor-not-allowed')}
      >
        {selected === null && (
          <option value="" disabled>
            {placeholder ?? ''}
          </option>
        )}
        {items.map((item) => (
          <option key={item.id} value={item.id} disabled={item.isDisabled} className="bg-surface text-ink">
            {item.label}
          </option>
        ))}
      </select>
    </ChoiceField>
  );
}
