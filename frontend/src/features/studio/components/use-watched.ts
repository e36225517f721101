import { useMe } from '@lib/session';
import { useCallback, useMemo, useState } from 'react';

/** A strip with more would hide what it stands in front of. */
export const MOST_WATCHED = 12;

function read(key: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

export type Watched = { ids: readonly string[]; has: (schoolId: string) => boolean; toggle: (schoolId: string) => void };

/** Schools that somebody wants in view while everything changes; this browser remembers them. */
export function useWatched(): Watched {
  const { district_id: districtId } = useMe();
  const key = `ssfr.watched.${districtId}`;
  const [ids, setIds] = useState(() => read(key));
  const toggle = useCallback(
    (schoolId: string) =>
      setIds((before) => {
        const next = before.includes(schoolId) ? before.filter((one) => one !== schoolId) : [...before, schoolId].slice(-MOST_WATCHED);
        localStorage.setItem(key, JSON.stringify(next));
        return next;
      }),
    [key],
  );
  return useMemo(() => ({ ids, has: (schoolId: string) => ids.includes(schoolId), toggle }), [ids, toggle]);
}
