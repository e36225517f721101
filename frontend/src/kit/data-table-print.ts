import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** True while the page is on paper, so that a table draws all of its rows. */
export function useIsPrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    // The browser takes its picture right after the event, so the rows must be there by then.
    const start = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    const media = typeof matchMedia === 'function' ? matchMedia('print') : null;
    const onMedia = (event: MediaQueryListEvent) => setPrinting(event.matches);
    addEventListener('beforeprint', start);
    addEventListener('afterprint', end);
    media?.addEventListener('change', onMedia);
    return () => {
      removeEventListener('beforeprint', start);
      removeEventListener('afterprint', end);
      media?.removeEventListener('change', onMedia);
    };
  }, []);
  return isPrinting;
}
