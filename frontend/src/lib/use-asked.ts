import { useEffect, useEffectEvent, useRef, useState } from 'react';

export type Asked<T> = {
  /** The newest answer; while the next question is under way it is the one before. */
  data: T | undefined;
  error: Error | null;
  isAsking: boolean;
  askAgain: () => void;
};

type Held<T> = { key: string | null; attempt: number; data?: T; error?: Error };

/**
 * An answer of the server for pages that ask little: what TanStack Query does for the app, in a fraction of its weight.
 *
 * @param key Names the question; another key is another question, `null` asks nothing. Answers are kept by it.
 */
export function useAsked<T>(key: string | null, ask: () => Promise<T>): Asked<T> {
  const [held, setHeld] = useState<Held<T>>({ key: null, attempt: 0 });
  const [attempt, setAttempt] = useState(0);
  const known = useRef(new Map<string, Promise<T>>());
  const question = useEffectEvent(ask);

  useEffect(() => {
    if (key === null) return;
    let isWanted = true;
    const answers = known.current;
    const answer = answers.get(key) ?? question();
    answers.set(key, answer);
    answer.then(
      (data) => {
        if (isWanted) setHeld({ key, attempt, data });
      },
      (error: unknown) => {
        answers.delete(key);
        if (isWanted) setHeld((before) => ({ ...before, key, attempt, error: error instanceof Error ? error : new Error(String(error)) }));
      },
    );
    return () => {
      isWanted = false;
    };
  }, [key, attempt]);

  const isAnswered = held.key === key && held.attempt === attempt;
  return {
    data: held.data,
    error: isAnswered ? (held.error ?? null) : null,
    isAsking: key !== null && !isAnswered,
    askAgain: () => setAttempt((count) => count + 1),
  };
}
