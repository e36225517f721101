import { useEffect, useEffectEvent, useRef, useState, useTransition } from 'react';

/** While a thumb moves, drawing what follows it takes a small part of the time, so that the thumb never sticks. */
const TIMES_DRAWING = 12;
/** Shorter than the rest after which a move counts as a new one. */
const LONGEST_PAUSE_MS = 650;

export type Ahead = { value: string; onMove: (value: string) => void; onRest: () => void };

/**
 * A value that is ahead of its owner: it shows at once what the thumb says, and hands it on at once too, then as often
 * as the owner can draw it, and always when the thumb rests.
 */
export function useAhead(value: string, handOn: (value: string) => void): Ahead {
  const [ahead, goAhead] = useState<string | null>(null);
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
    draw(() => {
      // Where the thumb moved on meanwhile, that move is applied after this and stays ahead.
      goAhead(null);
      handOn(next);
    });
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
    value: ahead ?? value,
    onMove: (next) => {
      waiting.current = next;
      goAhead(next);
      if (mayHandOn.current) handOnNow();
    },
    onRest: handOnNow,
  };
}
