import { createContext, useContext } from 'react';

/** What is wrong inside one rule or adjustment, by the rest of the fault's pointer: `threshold`, `tiers/0/measure`. */
export const ProblemsHere = createContext<ReadonlyMap<string, string>>(new Map());

/** What is wrong with one field, in the server's words. */
export const useProblemAt = (field: string): string | null => useContext(ProblemsHere).get(field) ?? null;

/** Faults of the policy that lie under a pointer, without the pointer. */
export function problemsUnder(faults: readonly { pointer: string; message: string; remedy: string | null }[], pointer: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const fault of faults) {
    const at = fault.pointer.indexOf(pointer);
    const rest = at < 0 ? null : fault.pointer.slice(at + pointer.length);
    if (rest !== null && (rest === '' || rest.startsWith('/'))) found.set(rest.slice(1), [fault.message, fault.remedy].filter(Boolean).join('. '));
  }
  return found;
}
