import { type FocusEvent, type KeyboardEvent, type PointerEvent, type ReactElement, useEffect, useRef } from 'react';
import { placeBeside } from './beside';

const DELAY_MS = 500;

/**
 * A few words on hover and keyboard focus; never the only place where something is said, so a screen reader needs none
 * of it. The child is a button or link with a name of its own.
 */
export function Tooltip({ text, children }: { text: string; children: ReactElement }) {
  const holder = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function show() {
    const anchor = holder.current?.firstElementChild;
    if (anchor === null || anchor === undefined || tip.current === null || !tip.current.isConnected) return;
    placeBeside(anchor, tip.current);
    tip.current.showPopover();
  }

  function hide() {
    clearTimeout(timer.current);
    if (tip.current?.matches(':popover-open') === true) tip.current.hidePopover();
  }

  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <span
      ref={holder}
      className="contents"
      onPointerEnter={(event: PointerEvent) => {
        if (event.pointerType === 'mouse') timer.current = setTimeout(show, DELAY_MS);
      }}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event: FocusEvent) => event.target.matches(':focus-visible') && show()}
      onBlur={hide}
      onKeyDown={(event: KeyboardEvent) => event.key === 'Escape' && hide()}
    >
      {children}
      <span
        ref={tip}
        popover="manual"
        aria-hidden="true"
        className="pointer-events-none w-max rounded-md bg-ink px-2.5 py-1.5 text-sm font-normal text-canvas shadow-raised forced-colors:border"
      >
        {text}
      </span>
    </span>
  );
}
