import type { AllocationFigures, Policy } from '@lib/api-types';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { startTransition, useCallback, useDeferredValue, useEffect, useReducer, useRef, useState } from 'react';
import { calculationQuery } from '../api/calculation';
import { handsOf } from './hands';

/** Long enough to skip what is pressed in a row, too short to be felt. */
const REST_MS = 80;
/** While a thumb moves on, results take no more than every twentieth move, so that the thumb never sticks. */
const TIMES_DRAWING = 20;
const LONGEST_PAUSE_MS = 1_500;

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
  const pace = useRef({ arrivedAt: 0, freeAt: 0, isMoving: false });
  const newest = useRef<Outcome | null>(null);
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const [hands] = useState(() =>
    handsOf(() => {
      if (newest.current?.isPassing !== true) return;
      newest.current = { ...newest.current, isPassing: false };
      startTransition(drawAgain);
    }),
  );
  useEffect(() => hands.watch(), [hands]);
  if (calculation.data !== undefined && !calculation.isPlaceholderData && newest.current?.result !== calculation.data) {
    newest.current = { result: calculation.data, of: asked, isPassing: hands.areHeldUp() };
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
  const waiting = useRef<(() => void) | null>(null);
  const onEdit = useCallback(
    (edited: Policy, isMoving: boolean) => {
      ahead.current.edited = edited;
      pace.current.isMoving = isMoving;
      hands.edited(isMoving);
      if (performance.now() >= pace.current.freeAt) askAhead();
    },
    [askAhead, hands],
  );
  const onRest = useCallback(() => {
    pace.current.isMoving = false;
    hands.rested();
    askAhead();
    waiting.current?.();
  }, [askAhead, hands]);

  useEffect(() => {
    if (outcome !== null) pace.current.arrivedAt = performance.now();
  }, [outcome]);
  useEffect(() => {
    if (drawn === null) return undefined;
    const frame = requestAnimationFrame((now) => {
      const took = now - pace.current.arrivedAt;
      hands.drawn(took, drawn.isPassing);
      pace.current.freeAt = now + Math.min(took * TIMES_DRAWING, LONGEST_PAUSE_MS);
    });
    return () => cancelAnimationFrame(frame);
  }, [drawn, hands]);
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
