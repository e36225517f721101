import { type RefObject, useLayoutEffect, useState } from 'react';

/** From this width on, in pixels, columns are compared sooner than rows are read: a table that is wider scrolls. */
const WIDE_ENOUGH = 640;

/** What was too wide: these columns, in less room than this. */
type Fold = { columns: string; below: number };

/** Whether the table in a narrow box needs more room than the box has. It unfolds where there is as much room as it needed. */
export function useFold(box: RefObject<HTMLElement | null>, columns: string): boolean {
  const [fold, setFold] = useState<Fold | null>(null);
  useLayoutEffect(() => {
    const current = box.current;
    const table = current?.querySelector('table');
    if (current == null || table == null) return undefined;
    const measure = () => {
      const room = current.clientWidth;
      const width = current.scrollWidth;
      // Without a width it is not laid out: folded away, or on the way.
      if (room === 0) return;
      setFold((was) => {
        if (room >= WIDE_ENOUGH) return null;
        if (was?.columns === columns) return room < was.below ? was : null;
        return width > room ? { columns, below: width } : null;
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    observer.observe(table);
    return () => observer.disconnect();
  }, [box, columns]);
  return fold?.columns === columns;
}
