import { useEffect } from 'react';

type Dispatch = (action: { type: 'undo' } | { type: 'redo' }) => void;

/**
 * Ctrl+Z and Ctrl+Shift+Z for the whole studio, except while something is being typed: that has an undo of its own.
 * A field that was left alone gives way, as the browser would take back what was typed in another field.
 */
export function useUndoKeys(isOn: boolean, dispatch: Dispatch): void {
  useEffect(() => {
    if (!isOn) return;
    let untouched: string | null = null;
    const onFocus = ({ target }: FocusEvent) => {
      untouched = target instanceof HTMLInputElement ? target.value : null;
    };
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
      const { target } = event;
      if (target instanceof HTMLTextAreaElement || (target instanceof Element && target.closest('dialog') !== null)) return;
      if (target instanceof HTMLInputElement && target.type !== 'range' && target.value !== untouched) return;
      event.preventDefault();
      dispatch({ type: event.shiftKey ? 'redo' : 'undo' });
    };
    document.addEventListener('focusin', onFocus);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('keydown', onKey);
    };
  }, [isOn, dispatch]);
}
