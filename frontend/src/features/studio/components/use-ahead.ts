import { useEffect, useEffectEvent, useRef, useTransition } from 'react';

/** While a thumb moves, drawing what follows it takes a small part of the time, so that the thumb never sticks. */
const TIMES_DRAWING = 12;
/** Shorter than the rest after which a move counts as a new one. */
const LONGEST_PAUSE_MS = 650;

export type Ahead = { isAhead: boolean; onMove: (value: string) => void; onRest: () => void };

/**
 * Lets a thumb go ahead of its owner: where it is, is handed on at once, then as often as the owner can draw it, and
 * always when the thumb rests. No move draws anything by itself.
 */
export function useAhead(handOn: (value: string) => void): Ahead {
  const [isDrawing, draw] = useTransition();
  const waiting = useRef<string | null>(null);
  const mayHandOn = useRef(true);
  const beganAt = useRef(0);

  const handOnNow = () => {
    const next = waiting.current;
    if (next === null) return;
    waiting.current = null;
    mayHandOn.current = false;
    beganAt.current = performance.now();
    draw(() => handOn(next));
  };
  const goOn = useEffectEvent(() => {
    mayHandOn.current = true;
    handOnNow();
  });
  useEffect(() => {
    if (isDrawing || mayHandOn.current) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame((now) => {
      timer = setTimeout(goOn, Math.min((now - beganAt.current) * TIMES_DRAWING, LONGEST_PAUSE_MS));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [isDrawing]);
  const handOnLast = useEffectEvent(() => {
    if (waiting.current !== null) handOn(waiting.current);
    waiting.current = null;
  });
  useEffect(() => () => handOnLast(), []);

  return {
    // The owner may have drawn one place while the thumb moved on to the next.
    isAhead: isDrawing || waiting.current !== null,
    onMove: (next) => {
      waiting.current = next;
      if (mayHandOn.current) handOnNow();
    },
    onRest: handOnNow,
  };
}
