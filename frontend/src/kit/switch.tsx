import type { ReactNode } from 'react';
import { cx } from './class-names';

export type SwitchProps = {
  label: ReactNode;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean;
  className?: string;
};

/** Something that is on or off at once, without saving. */
export function Switch({ label, isSelected, onChange, isDisabled, className }: SwitchProps) {
  return (
    <label className={cx('flex min-h-10 cursor-pointer items-center gap-3 pointer-coarse:min-h-11', className)}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={isSelected}
        checked={isSelected}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
        className={cx(
          'relative h-6 w-11 shrink-0 cursor-pointer appearance-none rounded-full border border-edge bg-sunken transition-colors',
          'before:absolute before:top-1/2 before:left-0.5 before:size-4.5 before:-translate-y-1/2 before:rounded-full before:bg-edge before:transition-transform',
          'checked:border-accent checked:bg-accent checked:before:translate-x-4.5 checked:before:bg-on-accent',
          'disabled:cursor-not-allowed disabled:opacity-60 forced-colors:checked:bg-[Highlight]',
        )}
      />
      <span className="min-w-0">{label}</span>
    </label>
  );
}
