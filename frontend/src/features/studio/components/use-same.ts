import { useRef } from 'react';
import { isSame } from '../model/same';

/** The value before, while the new one says the same: what is drawn from it need not be drawn again. */
export function useSame<T>(value: T): T {
  const kept = useRef(value);
  if (!isSame(kept.current, value)) kept.current = value;
  return kept.current;
}
