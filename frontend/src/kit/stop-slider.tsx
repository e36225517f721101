import { parseDecimalString } from '@lib/decimal';
import { useLingui } from '@lingui/react';
import { useEffect, useEffectEvent, useId, useLayoutEffect, useReducer, useRef } from 'react';
import { cx } from './class-names';
import { inputClass, labelClass } from './field-class';
import { Icon } from './icon';
import { useNumberDraft } from './number-draft';
import { REFUSAL_MESSAGES } from './number-refusal';

export type StopSliderProps = {
  label: string;
  /** The number as it is read and typed, a canonical decimal string; it may lie between two stops. */
  value: string;
  /** First and last stop; between them every whole number is one. */
  first: number;
  last: number;
  valueAt: (stop: number) => string;
  stopNear: (value: string) => number;
  /** What a typed number becomes; without it, the stop nearest to it. */
  typedAs?: (typed: string) => string;
  /** The number with its unit, for screen readers. */
  sayOf: (value: string) => string;
  /** While the thumb moves, and when a number was typed. */
  onMove: (value: string) => void;
  /** When the thumb was let go, or the number typed. */
  onRest: (value: string) => void;
  /** The thumb went on from `value` and its owner follows: until then nothing pulls it back. */
  isAhead?: boolean;
  prefix?: string;
  suffix?: string;
};

/**
 * The browser's own slider with the number beside it: nothing else follows a thumb as quickly. It counts stops, so that no
 * rounding of the browser's comes between a stop and its number. A move is written into the page at once, past React: to
 * React it would be more urgent than what the last move made it draw, and everything of that would begin anew.
 */
export function StopSlider({ label, value, first, last, valueAt, stopNear, typedAs, sayOf, onMove, onRest, isAhead = false, prefix, suffix }: StopSliderProps) {
  const { _ } = useLingui();
  const id = useId();
  const slider = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const shown = useRef(value);
  const draft = useNumberDraft({
    value,
    format: (number) => number,
    parse: (text) => parseDecimalString(text, { maxDecimals: 6 }),
    isRequired: true,
    onCommit: (typed) => {
      if (typed === null) return;
      shown.current = typedAs === undefined ? valueAt(stopNear(typed)) : typedAs(typed);
      onMove(shown.current);
      onRest(shown.current);
    },
  });
  // What is there already is not written again: the browser would lay it out anew.
  const show = () => {
    const said = sayOf(shown.current);
    if (slider.current?.getAttribute('aria-valuetext') !== said) slider.current?.setAttribute('aria-valuetext', said);
    // What somebody types there stays.
    if (box.current !== null && draft.text === value && box.current.value !== shown.current) box.current.value = shown.current;
  };
  useLayoutEffect(() => {
    if (slider.current === null) return;
    if (!isAhead) shown.current = value;
    const place = String(stopNear(shown.current));
    if (slider.current.value !== place) slider.current.value = place;
    show();
  });
  const isMoved = useRef(false);
  const move = useEffectEvent((stop: number) => {
    isMoved.current = true;
    shown.current = valueAt(stop);
    show();
    onMove(shown.current);
  });
  // An owner that keeps its value draws nothing: the thumb goes back to it all the same.
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const settle = useEffectEvent((stop: number) => {
    if (!isMoved.current) return;
    isMoved.current = false;
    onRest(valueAt(stop));
    drawAgain();
  });
  useEffect(() => {
    const element = slider.current;
    if (element === null) return undefined;
    const moved = (event: Event) => {
      // React would write the attributes of the input anew.
      event.stopPropagation();
      move(Number(element.value));
    };
    // The browser's own `change` says that the thumb rests, but not of one that came back to where it was.
    const rested = () => settle(Number(element.value));
    element.addEventListener('input', moved);
    element.addEventListener('change', rested);
    element.addEventListener('pointerup', rested);
    return () => {
      element.removeEventListener('input', moved);
      element.removeEventListener('change', rested);
      element.removeEventListener('pointerup', rested);
    };
  }, []);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_6.5rem] items-end gap-x-4">
      <div>
        <label htmlFor={id} className={labelClass}>
          {label}
        </label>
        <input
          ref={slider}
          id={id}
          type="range"
          min={first}
          max={last}
          step={1}
          className="block h-10 w-full cursor-pointer accent-accent pointer-coarse:h-11"
        />
      </div>
      <span className="relative block">
        {prefix !== undefined && <Mark side="left-3">{prefix}</Mark>}
        <input
          {...draft.inputProps}
          ref={box}
          aria-label={label}
          aria-invalid={draft.refusal !== null || undefined}
          aria-describedby={draft.refusal === null ? undefined : `${id}-problem`}
          value={draft.text}
          onChange={(event) => draft.onTextChange(event.currentTarget.value)}
          className={cx(inputClass, 'text-right tabular-nums', prefix !== undefined && 'pl-7', suffix !== undefined && 'pr-8')}
        />
        {suffix !== undefined && <Mark side="right-3">{suffix}</Mark>}
      </span>
      {draft.refusal !== null && (
        <p id={`${id}-problem`} className="col-span-2 mt-1 text-sm font-medium text-negative">
          <Icon name="error" className="mr-1.5" />
          {_(REFUSAL_MESSAGES[draft.refusal])}
        </p>
      )}
    </div>
  );
}

function Mark({ side, children }: { side: 'left-3' | 'right-3'; children: string }) {
  return (
    <span aria-hidden="true" className={cx('pointer-events-none absolute inset-y-0 flex items-center text-muted', side)}>
      {children}
    </span>
  );
}
