import { type ToggleEvent, useEffect, useId, useRef, useState } from 'react';
import { closeOnScroll, placeBeside } from './beside';

/**
 * The browser's own popover: in the top layer, closed by Escape and by a press elsewhere, focus given back.
 * Spread `triggerProps` on a native button and `popoverProps` on what it opens.
 */
export function usePopover(onOpen?: (popover: HTMLDivElement) => void) {
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const popover = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);

  useEffect(() => (isOpen && popover.current !== null ? closeOnScroll(popover.current) : undefined), [isOpen]);

  return {
    isOpen,
    close: () => popover.current?.hidePopover(),
    triggerProps: { ref: trigger, type: 'button' as const, popoverTarget: id, 'aria-expanded': isOpen },
    popoverProps: {
      id,
      ref: popover,
      popover: 'auto' as const,
      onBeforeToggle: (event: ToggleEvent<HTMLDivElement>) => {
        if (event.newState === 'open' && trigger.current !== null) placeBeside(trigger.current, event.currentTarget);
      },
      onToggle: (event: ToggleEvent<HTMLDivElement>) => {
        setOpen(event.newState === 'open');
        if (event.newState === 'open') onOpen?.(event.currentTarget);
      },
    },
  };
}
