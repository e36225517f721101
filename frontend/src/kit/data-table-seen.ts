import type { Range } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useState } from 'react';

/** Drawn beyond what is seen, in pixels, so that scrolling the page meets rows that are there already. */
const MARGIN = 200;
/** The browser tells whenever another twentieth of the table comes into sight or leaves it. */
const STEPS = Array.from({ length: 21 }, (_, step) => step / 20);

/** How far down a table that scrolls inside itself is in the window, in pixels from its upper edge; `null` until it is known. */
export function useSeenDownTo(scroller: RefObject<Element | null>, isEnabled: boolean): number | null {
  const [downTo, setDownTo] = useState<number | null>(null);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || !isEnabled) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        const entry = entries.at(-1);
        if (entry !== undefined) setDownTo(entry.isIntersecting ? entry.intersectionRect.bottom - entry.boundingClientRect.top : 0);
      },
      { threshold: STEPS },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [scroller, isEnabled]);
  return isEnabled ? downTo : null;
}

/**
 * Of the rows that fit into the table, and some around them, those that the lower edge of the window does not cut off.
 * At the upper edge none is left out: rows are not exactly as high as they are taken for, and those below would jump.
 */
export function rowsSeen({ startIndex, endIndex, overscan, count }: Range, downTo: number | null, rowHeight: number): number[] {
  const first = Math.max(startIndex - overscan, 0);
  const near = downTo === null ? Infinity : startIndex + Math.ceil((downTo + MARGIN) / rowHeight);
  const last = Math.min(endIndex + overscan, near, count - 1);
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}
