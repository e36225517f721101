import { useRef, useState } from 'react';

/** True once the run on screen was replaced by a newer one while the page was open. */
export function useFreshRun(runId: string | undefined): boolean {
  const first = useRef(runId);
  const [isFresh, setFresh] = useState(false);
  if (runId !== undefined && first.current !== runId) {
    const wasShown = first.current !== undefined;
    first.current = runId;
    if (wasShown) setFresh(true);
  }
  return isFresh;
}
