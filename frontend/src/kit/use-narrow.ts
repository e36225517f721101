import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Whether an element has less room than `below` pixels. It is drawn anew only when that changes, not with every pixel. */
export function useNarrow<E extends HTMLElement>(below: number): [RefObject<E | null>, boolean] {
  const element = useRef<E>(null);
  const [isNarrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    const current = element.current;
    if (current === null) return;
    // Without a width it is not laid out: folded away, or on the way.
    const measure = () => setNarrow((was) => (current.clientWidth > 0 ? current.clientWidth < below : was));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [below]);
  return [element, isNarrow];
}
