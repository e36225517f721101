import type { ReactNode } from 'react';
import { Dialog as AriaDialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover as AriaPopover } from 'react-aria-components/Popover';
import { Button, type ButtonVariant } from './button';
import type { IconName } from './icon';

export type PopoverProps = {
  /** Words on the button that opens it. */
  label: string;
  icon?: IconName;
  variant?: ButtonVariant;
  children: ReactNode;
};

/** A short explanation or a small form beside its button; Escape and a click elsewhere close it. */
export function Popover({ label, icon, variant = 'quiet', children }: PopoverProps) {
  return (
    <DialogTrigger>
      <Button variant={variant} size="small" icon={icon}>
        {label}
      </Button>
      <AriaPopover className="max-w-[min(24rem,calc(100vw-2rem))] rounded-lg border border-line bg-surface shadow-raised">
        <AriaDialog aria-label={label} className="max-h-[60dvh] overflow-y-auto p-4 outline-none">
          {children}
        </AriaDialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
