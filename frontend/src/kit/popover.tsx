import { type ReactNode, useId } from 'react';
import { type ButtonVariant, buttonClass } from './button-class';
import { Icon, type IconName } from './icon';
import { usePopover } from './use-popover';

export type PopoverProps = {
  /** Words on the button that opens it; they name the popover too. */
  label: string;
  icon?: IconName;
  variant?: ButtonVariant;
  children: ReactNode;
};

/** A short explanation or a small form beside its button; Escape and a click elsewhere close it. */
export function Popover({ label, icon, variant = 'quiet', children }: PopoverProps) {
  const labelId = useId();
  const { triggerProps, popoverProps } = usePopover((popover) => popover.focus());
  return (
    <>
      <button {...triggerProps} id={labelId} className={buttonClass(variant, 'small')}>
        {icon !== undefined && <Icon name={icon} />}
        {label}
      </button>
      <div
        {...popoverProps}
        role="dialog"
        aria-labelledby={labelId}
        tabIndex={-1}
        className="w-96 overflow-y-auto rounded-lg border border-line bg-surface p-4 text-ink shadow-raised outline-none"
      >
        {children}
      </div>
    </>
  );
}
