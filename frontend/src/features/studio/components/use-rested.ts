import { useEffect, useState } from 'react';

/** The value as it was when it last rested: what a person passes through on the way is left out. */
export function useRested<T>(value: T, restMs: number): T {
  const [rested, setRested] = useState(value);
  const written = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(JSON.parse(written) as T), restMs);
    return () => clearTimeout(timer);
  }, [written, restMs]);
  return rested;
}
