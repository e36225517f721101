import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Completion } from '../../api/expressions';
import { begunAt, insertName } from '../../model/expression-text';

type CompletionOptions = {
  text: string;
  cursor: number;
  /** What may stand at the cursor; of a moment ago while the person types on. */
  completions: readonly Completion[];
  onChange: (text: string, cursor: number) => void;
};

/** More than these are not looked through but narrowed down by typing. */
const MOST_SHOWN = 12;

/** Names that complete what is typed: arrows choose, Enter or Tab takes, Escape closes, Ctrl+Space opens. */
export function useCompletion({ text, cursor, completions, onChange }: CompletionOptions) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const placeCursor = useRef<number | null>(null);
  const begun = begunAt(text, cursor);
  const shown = useMemo(() => {
    const typed = begun.text.toLowerCase();
    const fits = completions.filter((one) => one.text.toLowerCase().includes(typed) || one.detail.toLowerCase().includes(typed));
    const starts = (one: Completion) => Number(!one.text.toLowerCase().startsWith(typed));
    return fits.toSorted((one, other) => starts(one) - starts(other)).slice(0, MOST_SHOWN);
  }, [completions, begun.text]);
  const isShown = isOpen && shown.length > 0 && !(shown.length === 1 && shown[0]?.insert === begun.text);

  useLayoutEffect(() => {
    if (placeCursor.current === null) return;
    field.current?.setSelectionRange(placeCursor.current, placeCursor.current);
    placeCursor.current = null;
  });

  function take(completion: Completion | undefined) {
    if (completion === undefined) return;
    const inserted = insertName(text, cursor, completion.insert);
    placeCursor.current = inserted.cursor;
    onChange(inserted.text, inserted.cursor);
    // After a function the next question is what goes into its brackets.
    setOpen(completion.kind === 'function');
    setActive(0);
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      setOpen(true);
      return;
    }
    if (!isShown) return;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault();
        setActive((before) => (before + (event.key === 'ArrowDown' ? 1 : -1) + shown.length) % shown.length);
        break;
      case 'Enter':
      case 'Tab':
        if (event.shiftKey) break;
        event.preventDefault();
        take(shown[Math.min(active, shown.length - 1)]);
        break;
      case 'Escape':
        // Only the list closes, not the window around it.
        event.preventDefault();
        event.stopPropagation();
        setOpen(false);
        break;
    }
  }

  return {
    field,
    shown,
    isShown,
    active: Math.min(active, Math.max(shown.length - 1, 0)),
    setActive,
    take,
    onKeyDown,
    onType: (next: string, at: number) => {
      onChange(next, at);
      setActive(0);
      // A name that is begun, or a bracket that asks for one.
      setOpen(begunAt(next, at).text !== '' || /[("]$/.test(next.slice(0, at)));
    },
    close: () => setOpen(false),
  };
}
