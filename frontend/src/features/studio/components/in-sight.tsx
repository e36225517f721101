import { cx } from '@kit/class-names';
import { type ReactNode, startTransition, useEffect, useRef, useState } from 'react';

/** Longer than a typist's pause between two keys, and than two results are apart while a thumb moves. */
const REST_MS = 2_500;
/** So far beyond the window that scrolling meets a part that is drawn already. */
const MARGIN = '200px';

type InSightProps<T> = {
  newest: T;
  /** It will be followed at once by another: that one is drawn instead. */
  isPassing?: boolean;
  className?: string;
  children: (drawn: T) => ReactNode;
};

/** What is pressed makes all around it active too. */
const isDragging = () => document.documentElement.matches(':active');

/**
 * Draws the newest value where it can be seen; out of sight only when nothing has changed for a while and no thumb is
 * held, so that a key or a thumb never waits for what nobody sees.
 */
export function InSight<T>({ newest, isPassing = false, className, children }: InSightProps<T>) {
  const part = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(false);
  const [drawn, setDrawn] = useState(newest);
  const isDrawn = isSeen && !isPassing;
  if (isDrawn && drawn !== newest) setDrawn(newest);
  useEffect(() => {
    if (part.current === null) return undefined;
    const watch = new IntersectionObserver(([entry]) => setSeen(entry?.isIntersecting ?? false), { rootMargin: MARGIN });
    watch.observe(part.current);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const drawLater = () => {
      timer = setTimeout(() => (isDragging() ? drawLater() : startTransition(() => setDrawn(newest))), REST_MS);
    };
    drawLater();
    return () => clearTimeout(timer);
  }, [newest]);
  return (
    <div ref={part} className={cx('skip-unseen', className)}>
      {children(isDrawn ? newest : drawn)}
    </div>
  );
}
