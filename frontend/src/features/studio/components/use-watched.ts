import { useMe } from '@lib/session';
import { useCallback, useMemo, useSyncExternalStore } from 'react';

/** A strip with more would hide what it stands in front of. */
export const MOST_WATCHED = 12;

const readers = new Set<() => void>();
// As text, so that who asks again while nothing changed gets the same list.
let last: { text: string | null; ids: readonly string[] } = { text: null, ids: [] };

function read(key: string): readonly string[] {
  const text = localStorage.getItem(key);
  if (text !== last.text) last = { text, ids: idsIn(text) };
  return last.ids;
}

function idsIn(text: string | null): readonly string[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

function keep(key: string, ids: readonly string[]): void {
  localStorage.setItem(key, JSON.stringify(ids));
  for (const tell of readers) tell();
}

function subscribe(tell: () => void): () => void {
  readers.add(tell);
  return () => readers.delete(tell);
}

export type Watched = { ids: readonly string[]; has: (schoolId: string) => boolean; toggle: (schoolId: string) => void };

/** Schools that somebody wants in view while everything changes, wherever they are shown; this browser remembers them. */
export function useWatched(): Watched {
  const { district_id: districtId } = useMe();
  const key = `ssfr.watched.${districtId}`;
  const ids = useSyncExternalStore(subscribe, () => read(key));
  const toggle = useCallback(
    (schoolId: string) => {
      const before = read(key);
      keep(key, before.includes(schoolId) ? before.filter((one) => one !== schoolId) : [...before, schoolId].slice(-MOST_WATCHED));
    },
    [key],
  );
  return useMemo(() => ({ ids, has: (schoolId: string) => ids.includes(schoolId), toggle }), [ids, toggle]);
}
