import type { AllocationFigures, Policy } from '@lib/api-types';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { startTransition, useCallback, useDeferredValue, useEffect, useReducer, useRef, useState } from 'react';
import { calculationQuery } from '../api/calculation';

/** Long enough to skip what is pressed in a row, too short to be felt. */
const REST_MS = 80;
/** While a thumb moves on, results take no more than every twentieth move, so that the thumb never sticks. */
const TIMES_DRAWING = 20;
const LONGEST_PAUSE_MS = 1_500;

/** Where it takes longer to paint a thumb, what is small of a result, or all of it, a person is held up. */
const SLOW_THUMB_MS = 33;
const SLOW_PART_MS = 25;
const SLOW_WHOLE_MS = 50;
/** Longer than between two keys of a number. */
const TYPING_MS = 250;

export type Outcome = {
  result: AllocationFigures;
  of: Policy;
  /** A person goes on, on a slow machine: only what is small is drawn of it, and all when thumb or keys rest. */
  isPassing: boolean;
};

export type Calculation = {
  /** The newest result there is; of an earlier policy while a newer one is under way or cannot be carried out. */
  result: AllocationFigures | undefined;
  isFirst: boolean;
  /** The newest result that is drawn, and the policy that it is of. */
  drawn: Outcome | null;
  isUnderWay: boolean;
  error: Error | null;
  retry: () => void;
  /** A policy was changed, by a thumb that may move on or at once: its result is asked for before that is drawn, where the pace allows it. */
  onEdit: (policy: Policy, isMoving: boolean) => void;
  onRest: () => void;
};

/**
 * What the policy on screen comes to: asked for at once, then again when the last answer was drawn and the pace allows
 * it, or when the person rests.
 */
export function useCalculation(scenarioId: string, policy: Policy): Calculation {
  const ahead = useRef<{ edited: Policy | null; asked: Policy | null }>({ edited: null, asked: null });
  const [asked, setAsked] = useState(policy);
  // Asked for before it was drawn: it takes no drawing of its own to follow.
  if (asked !== policy && ahead.current.asked === policy) setAsked(policy);
  const calculation = useQuery(calculationQuery(scenarioId, asked));
  const pace = useRef({ arrivedAt: 0, freeAt: 0, isMoving: false, isGoingOn: false, isSlow: false, hasDrawn: false });
  const newest = useRef<Outcome | null>(null);
  if (calculation.data !== undefined && !calculation.isPlaceholderData && newest.current?.result !== calculation.data) {
    newest.current = { result: calculation.data, of: asked, isPassing: pace.current.isGoingOn && pace.current.isSlow };
  }
  const outcome = newest.current;
  const drawn = useDeferredValue(outcome);

  const queries = useQueryClient();
  const askAhead = useCallback(() => {
    const { edited } = ahead.current;
    if (edited === null || edited === ahead.current.asked) return;
    ahead.current.asked = edited;
    pace.current.freeAt = Infinity; // until the answer is drawn
    void queries.prefetchQuery(calculationQuery(scenarioId, edited));
  }, [queries, scenarioId]);
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const settle = useCallback(() => {
    pace.current.isGoingOn = false;
    if (newest.current?.isPassing !== true) return;
    newest.current = { ...newest.current, isPassing: false };
    startTransition(drawAgain);
  }, []);
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(typing.current), []);
  const waiting = useRef<(() => void) | null>(null);
  const onEdit = useCallback(
    (edited: Policy, isMoving: boolean) => {
      ahead.current.edited = edited;
      pace.current.isMoving = isMoving;
      pace.current.isGoingOn = true;
      clearTimeout(typing.current);
      if (isMoving) {
        const began = performance.now();
        requestAnimationFrame(() =>
          setTimeout(() => {
            if (performance.now() - began > SLOW_THUMB_MS) pace.current.isSlow = true;
          }),
        );
      } else typing.current = setTimeout(settle, TYPING_MS);
      if (performance.now() >= pace.current.freeAt) askAhead();
    },
    [askAhead, settle],
  );
  const onRest = useCallback(() => {
    pace.current.isMoving = false;
    settle();
    askAhead();
    waiting.current?.();
  }, [askAhead, settle]);

  useEffect(() => {
    if (outcome !== null) pace.current.arrivedAt = performance.now();
  }, [outcome]);
  useEffect(() => {
    if (drawn === null) return undefined;
    const frame = requestAnimationFrame((now) => {
      const took = now - pace.current.arrivedAt;
      // The first comes with the page around it, and says nothing of the next.
      pace.current.isSlow = pace.current.hasDrawn && took > (drawn.isPassing ? SLOW_PART_MS : SLOW_WHOLE_MS);
      pace.current.hasDrawn = true;
      pace.current.freeAt = now + Math.min(took * TIMES_DRAWING, LONGEST_PAUSE_MS);
    });
    return () => cancelAnimationFrame(frame);
  }, [drawn]);
  useEffect(() => {
    if (policy === asked) return undefined;
    const ask = () => {
      waiting.current = null;
      pace.current.freeAt = Infinity;
      setAsked(policy);
    };
    waiting.current = ask;
    const longest = pace.current.isMoving ? LONGEST_PAUSE_MS : REST_MS;
    const timer = setTimeout(ask, Math.min(Math.max(pace.current.freeAt - performance.now(), 0), longest));
    return () => {
      waiting.current = null;
      clearTimeout(timer);
    };
  }, [policy, asked]);

  return {
    result: outcome?.result,
    drawn,
    isFirst: calculation.isPending && outcome === null,
    isUnderWay: calculation.isFetching || asked !== policy,
    error: calculation.error,
    retry: () => void calculation.refetch(),
    onEdit,
    onRest,
  };
}
