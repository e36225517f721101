import { type ReactNode, useId } from 'react';
import { cx } from './class-names';

export type RadioItem<Id extends string> = { id: Id; label: ReactNode; description?: ReactNode; isDisabled?: boolean };

export type RadioGroupProps<Id extends string> = {
  label: string;
  hideLabel?: boolean;
  items: readonly RadioItem<Id>[];
  selected: Id | null;
  onSelect: (id: Id) => void;
  isDisabled?: boolean;
  /** Side by side where there is room. */
  isInline?: boolean;
  className?: string;
};

/** One of a few, all in sight, each with what it means. */
export function RadioGroup<Id extends string>(props: RadioGroupProps<Id>) {
  const { label, hideLabel, items, selected, onSelect, isDisabled, isInline, className } = props;
  const name = useId();
  return (
    <fieldset disabled={isDisabled} className={cx('min-w-0', className)}>
      <legend className={hideLabel === true ? 'sr-only' : 'mb-1 text-sm font-semibold'}>{label}</legend>
      <div className={cx('flex gap-x-6', isInline === true ? 'flex-wrap' : 'flex-col')}>
        {items.map((item) => (
          <label key={item.id} className="flex min-h-8 cursor-pointer items-start gap-3 py-1 pointer-coarse:min-h-11">
            <input
              type="radio"
              name={name}
              value={item.id}
              checked={item.id === selected}
              disabled={item.isDisabled}
              onChange={() => onSelect(item.id)}
              aria-describedby={item.description === undefined ? undefined : `${name}-${item.id}`}
              className="mt-0.5 size-5 shrink-0 cursor-pointer accent-accent"
            />
            <span className="min-w-0">
              {item.label}
              {item.description !== undefined && (
                <span id={`${name}-${item.id}`} className="block text-sm text-muted">
                  {item.description}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
