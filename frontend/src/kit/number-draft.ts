import type { NumberRefusal, Parsed } from '@lib/decimal';
import { isPastedBlock, parsePastedBlock } from '@lib/decimal';
import { type ClipboardEvent, type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';

export type MoveDirection = 'up' | 'down' | 'left' | 'right';

export type NumberDraftOptions<T> = {
  value: T | null;
  format: (value: T) => string;
  parse: (text: string) => Parsed<T>;
  /** Called with `null` when the field was emptied and may be empty. */
  onCommit: (value: T | null) => void;
  isRequired?: boolean;
  /** Enter, arrow up and arrow down; in a grid also left and right from the end of the text. */
  onMove?: (direction: MoveDirection) => void;
  /** Several cells copied from a spreadsheet, this field being the first. */
  onPasteBlock?: (cells: string[][]) => void;
};

/**
 * What a person is typing stays a string until they leave the field: then all of it is read, or all of it stays with a
 * reason. Nothing is clamped, snapped or half-read.
 */
export function useNumberDraft<T>(options: NumberDraftOptions<T>) {
  const { value, format, parse, onCommit, isRequired = false, onMove, onPasteBlock } = options;
  const [draft, setShownDraft] = useState<string | null>(null);
  // Enter settles the draft and moves on: the blur that follows, before the next drawing, must find it settled.
  const newestDraft = useRef<string | null>(null);
  const [refusal, setRefusal] = useState<NumberRefusal | null>(null);
  const settled = value === null ? '' : format(value);

  function setDraft(next: string | null): void {
    newestDraft.current = next;
    setShownDraft(next);
  }

  function commit(): boolean {
    const typed = newestDraft.current;
    if (typed === null) return true;
    if (typed === settled) return drop();
    const parsed = parse(typed);
    if (parsed.ok) {
      if (parsed.value !== value) onCommit(parsed.value);
      return drop();
    }
    if (parsed.refusal === 'empty' && !isRequired) {
      if (value !== null) onCommit(null);
      return drop();
    }
    setRefusal(parsed.refusal);
    return false;
  }

  function drop(): true {
    setDraft(null);
    setRefusal(null);
    return true;
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      drop();
      return;
    }
    const direction = onMove === undefined ? null : moveOf(event);
    if (event.key === 'Enter' && direction === null) commit();
    if (direction === null) return;
    event.preventDefault();
    if (commit()) onMove?.(direction);
  }

  function onPaste(event: ClipboardEvent<HTMLInputElement>) {
    const text = event.clipboardData.getData('text/plain');
    if (!isPastedBlock(text)) return;
    // A block never lands in one field: its digits would run together into one huge amount.
    event.preventDefault();
    const cells = parsePastedBlock(text);
    if (onPasteBlock === undefined) {
      setDraft(cells.map((row) => row.join(' | ')).join(' | '));
      setRefusal('not_a_number');
      return;
    }
    drop();
    onPasteBlock(cells);
  }

  return {
    text: draft ?? settled,
    refusal,
    inputProps: {
      type: 'text',
      inputMode: 'decimal' as const,
      autoComplete: 'off',
      onFocus: (event: FocusEvent<HTMLInputElement>) => event.currentTarget.select(),
      onBlur: () => void commit(),
      onKeyDown,
      onPaste,
    },
    onTextChange: (text: string) => {
      setDraft(text);
      setRefusal(null);
    },
  };
}

function moveOf(event: KeyboardEvent<HTMLInputElement>): MoveDirection | null {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  const input = event.currentTarget;
  const all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  const atStart = all || (input.selectionStart === 0 && input.selectionEnd === 0);
  const atEnd = all || (input.selectionStart === input.value.length && input.selectionEnd === input.value.length);
  switch (event.key) {
    case 'Enter':
      return event.shiftKey ? 'up' : 'down';
    case 'ArrowUp':
      return 'up';
    case 'ArrowDown':
      return 'down';
    case 'ArrowLeft':
      return atStart && !event.shiftKey ? 'left' : null;
    case 'ArrowRight':
      return atEnd && !event.shiftKey ? 'right' : null;
    default:
      return null;
  }
}
