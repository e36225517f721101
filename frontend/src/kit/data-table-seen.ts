import { type RefObject, useEffect, useState } from 'react';

/** Drawn beyond what is seen, in pixels, so that scrolling the page meets rows that are there already. */
const MARGIN = 200;
/** The browser tells whenever another twentieth of the table comes into sight or leaves it. */
const STEPS = Array.from({ length: 21 }, (_, step) => step / 20);

export type SeenPart = { top: number; bottom: number };

/** Which part of a table that scrolls inside itself is in the window, in pixels from its upper edge; `null` until it is known. */
export function useSeenPart(scroller: RefObject<Element | null>, isEnabled: boolean): SeenPart | null {
  const [seen, setSeen] = useState<SeenPart | null>(null);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || !isEnabled) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        const entry = entries.at(-1);
        if (entry === undefined) return;
        const { intersectionRect: inside, boundingClientRect: whole } = entry;
        setSeen(entry.isIntersecting ? { top: inside.top - whole.top, bottom: inside.bottom - whole.top } : { top: 0, bottom: 0 });
      },
      { threshold: STEPS },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [scroller, isEnabled]);
  return isEnabled ? seen : null;
}

type Range = { startIndex: number; endIndex: number; overscan: number; count: number };

/** Of the rows that fit into the table, and some around them, those that are in the window or near it. */
export function rowsSeen({ startIndex, endIndex, overscan, count }: Range, seen: SeenPart | null, rowHeight: number): number[] {
  let [first, last] = [startIndex - overscan, endIndex + overscan];
  if (seen !== null) {
    first = Math.max(first, startIndex + Math.floor((seen.top - MARGIN) / rowHeight));
    last = Math.min(last, startIndex + Math.ceil((seen.bottom + MARGIN) / rowHeight));
  }
  first = Math.max(first, 0);
  return Array.from({ length: Math.min(last, count - 1) - first + 1 }, (_, at) => first + at);
}
