import { startTransition, useEffect, useEffectEvent, useRef, useState } from 'react';

/** While a thumb moves, drawing what follows it takes a small part of the time, so that the thumb never sticks. */
const TIMES_DRAWING = 12;
const LONGEST_PAUSE_MS = 1_400;
/** A thumb that is held but has not moved for so long rests too. */
const STILL_MS = 400;

export type Ahead = { isAhead: boolean; onMove: (value: string) => void; onRest: () => void };

/**
 * Lets a thumb go ahead of its owner: where it is, is handed on when its first move is painted, then as often as the
 * owner can draw it, and at once when the thumb rests, held or not. No move draws anything by itself.
 */
export function useAhead(handOn: (value: string) => void, onRest: () => void): Ahead {
  // Numbers what is handed on, in the owner's own drawing: once it is here, the owner has drawn. A state that says
  // "under way" would draw the slider twice more for each.
  const [drawn, setDrawn] = useState(0);
  const handed = useRef(0);
  const waiting = useRef<string | null>(null);
  const mayHandOn = useRef(true);
  const beganAt = useRef(0);
  const still = useRef<ReturnType<typeof setTimeout>>(undefined);
  const newest = useRef({ handOn, onRest });
  newest.current = { handOn, onRest };

  const handOnNow = () => {
    const next = waiting.current;
    if (next === null) return;
    waiting.current = null;
    mayHandOn.current = false;
    beganAt.current = performance.now();
    handed.current += 1;
    const number = handed.current;
    startTransition(() => {
      setDrawn(number);
      newest.current.handOn(next);
    });
  };
  const rest = () => {
    clearTimeout(still.current);
    still.current = undefined;
    handOnNow();
    newest.current.onRest();
  };
  const goOn = useEffectEvent(() => {
    mayHandOn.current = true;
    handOnNow();
  });
  useEffect(() => {
    if (drawn !== handed.current || mayHandOn.current) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame((now) => {
      timer = setTimeout(goOn, Math.min((now - beganAt.current) * TIMES_DRAWING, LONGEST_PAUSE_MS));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [drawn]);
  const leave = useEffectEvent(() => {
    if (still.current === undefined) return;
    clearTimeout(still.current);
    if (waiting.current !== null) handOn(waiting.current);
    waiting.current = null;
    onRest();
  });
  useEffect(() => () => leave(), []);

  return {
    // The owner may have drawn one place while the thumb moved on to the next.
    isAhead: drawn !== handed.current || waiting.current !== null,
    onMove: (next) => {
      waiting.current = next;
      clearTimeout(still.current);
      still.current = setTimeout(rest, STILL_MS);
      if (!mayHandOn.current) return;
      mayHandOn.current = false;
      // The thumb is painted before anything that follows from its move begins.
      requestAnimationFrame(() => setTimeout(handOnNow));
    },
    onRest: rest,
  };
}
