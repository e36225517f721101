import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** The width a chart has. Charts are drawn in real pixels, so that their words keep their size on every screen. */
export function useWidth<E extends HTMLElement>(initial = 640): [RefObject<E | null>, number] {
  const element = useRef<E>(null);
  const [width, setWidth] = useState(initial);
  useLayoutEffect(() => {
    const current = element.current;
    if (current === null) return;
    const measure = () => setWidth((was) => (current.clientWidth > 0 ? current.clientWidth : was));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
