import type { ReactNode } from 'react';
import { cx } from './class-names';
import type { FieldProps } from './field';
import { labelClass } from './field-class';
import { Icon } from './icon';

/** One of the things that can be chosen, in a list to look through (Select) as in one to search (ComboBox). */
export type Choice<Id extends string = string> = {
  id: Id;
  label: string;
  /** More about it, where the list has room. */
  note?: string;
  isDisabled?: boolean;
};

export type ChoiceFieldProps = FieldProps & { isDisabled?: boolean; className?: string };

/** What the control points to for its words: a note, and what is wrong. */
export const describedBy = (id: string, { description, errorMessage }: FieldProps): string | undefined =>
  cx(description !== undefined && `${id}-note`, hasProblem(errorMessage) && `${id}-problem`) || undefined;

export const hasProblem = (errorMessage: string | null | undefined): boolean => errorMessage !== undefined && errorMessage !== null;

/** Label above, arrow inside, note and problem below: the frame of Select and ComboBox. */
export function ChoiceField({ id, children, list, ...field }: ChoiceFieldProps & { id: string; children: ReactNode; list?: ReactNode }) {
  const { label, hideLabel, description, errorMessage, className } = field;
  return (
    <div className={cx('relative min-w-0', className)}>
      <label htmlFor={id} className={hideLabel === true ? 'sr-only' : labelClass}>
        {label}
      </label>
      <span className="relative block">
        {children}
        <span className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-muted">
          <Icon name="chevron-down" />
        </span>
      </span>
      {list}
      {description !== undefined && (
        <p id={`${id}-note`} className="mt-1 text-sm text-muted">
          {description}
        </p>
      )}
      {hasProblem(errorMessage) && (
        <p id={`${id}-problem`} className="mt-1 text-sm font-medium text-negative">
          <Icon name="error" className="mr-1.5" />
          {errorMessage}
        </p>
      )}
    </div>
  );
}
