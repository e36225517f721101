import type { ReactElement } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';

/** A few words on hover and focus; never the only place where something is said. The child is a button or link. */
export function Tooltip({ text, children }: { text: string; children: ReactElement }) {
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      {children}
      <AriaTooltip offset={6} className="max-w-72 rounded-md bg-ink px-2.5 py-1.5 text-sm text-canvas shadow-raised">
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
