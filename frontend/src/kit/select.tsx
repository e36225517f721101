import { useId } from 'react';
import { cx } from './class-names';
import { type FieldProps, inputClass, labelClass } from './field';
import { Icon } from './icon';

export type SelectItem<Id extends string = string> = { id: Id; label: string; isDisabled?: boolean };

export type SelectProps<Id extends string> = FieldProps & {
  items: readonly SelectItem<Id>[];
  selected: Id | null;
  onSelect: (id: Id) => void;
  /** Shown while nothing is chosen. */
  placeholder?: string;
  isDisabled?: boolean;
  isRequired?: boolean;
  className?: string;
};

/** The browser's own select: every keyboard, screen reader and phone knows it, and it weighs nothing. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, hideLabel, description, errorMessage, items, selected, onSelect, placeholder, isDisabled, isRequired, className } = props;
  const id = useId();
  const hasProblem = errorMessage !== undefined && errorMessage !== null;
  return (
    <div className={cx('min-w-0', className)}>
      <label htmlFor={id} className={hideLabel === true ? 'sr-only' : labelClass}>
        {label}
      </label>
      <span className="relative block">
        <select
          id={id}
          value={selected ?? ''}
          onChange={(event) => onSelect(event.target.value as Id)}
          disabled={isDisabled}
          required={isRequired}
          aria-invalid={hasProblem || undefined}
          aria-describedby={cx(description !== undefined && `${id}-note`, hasProblem && `${id}-problem`) || undefined}
          className={cx(
            inputClass,
            'cursor-pointer appearance-none pr-10 text-ellipsis focus:outline-2 focus:-outline-offset-1 focus:outline-accent disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-muted',
          )}
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
        <span className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-muted">
          <Icon name="chevron-down" />
        </span>
      </span>
      {description !== undefined && (
        <p id={`${id}-note`} className="mt-1 text-sm text-muted">
          {description}
        </p>
      )}
      {hasProblem && (
        <p id={`${id}-problem`} className="mt-1 text-sm font-medium text-negative">
          <Icon name="error" className="mr-1.5" />
          {errorMessage}
        </p>
      )}
    </div>
  );
}
