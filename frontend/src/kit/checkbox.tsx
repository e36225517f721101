import { type ReactNode, useId } from 'react';
import { cx } from './class-names';

export type CheckboxProps = {
  label: ReactNode;
  description?: ReactNode;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean;
  /** Some of what it stands for is selected. */
  isIndeterminate?: boolean;
  className?: string;
};

export function Checkbox({ label, description, isSelected, onChange, isDisabled, isIndeterminate = false, className }: CheckboxProps) {
  const noteId = useId();
  return (
    <label className={cx('flex min-h-8 cursor-pointer items-start gap-3 py-1 pointer-coarse:min-h-11', className)}>
      <input
        type="checkbox"
        ref={(input) => {
          if (input !== null) input.indeterminate = isIndeterminate;
        }}
        checked={isSelected}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
        aria-describedby={description === undefined ? undefined : noteId}
        className="mt-0.5 size-5 shrink-0 cursor-pointer accent-accent"
      />
      <span className={cx('min-w-0', isDisabled === true && 'text-muted')}>
        {label}
        {description !== undefined && (
          <span id={noteId} className="block text-sm text-muted">
            {description}
          </span>
        )}
      </span>
    </label>
  );
}
