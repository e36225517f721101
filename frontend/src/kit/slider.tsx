import { Label as AriaLabel } from 'react-aria-components/Label';
import { Slider as AriaSlider, SliderThumb, SliderTrack } from 'react-aria-components/Slider';
import { cx } from './class-names';
import { labelClass } from './field-class';
import { NumberField } from './number-field';

export type SliderProps = {
  label: string;
  /** A canonical decimal string; the number beside the slider may be finer than its step, or lie outside its ends. */
  value: string;
  /** While the thumb moves, and when the number was typed. */
  onChange: (value: string) => void;
  /** When the thumb was let go, or the number typed. */
  onCommit?: (value: string) => void;
  min: number;
  max: number;
  step: number;
  suffix?: string;
  isDisabled?: boolean;
  className?: string;
};

const decimalsOf = (step: number) => (String(step).split('.')[1] ?? '').length;

/** A slider to try things out, paired with the exact number. */
export function Slider({ label, value, onChange, onCommit, min, max, step, suffix, isDisabled, className }: SliderProps) {
  // The thumb moves in steps of binary fractions; the text must read 0.3, not 0.30000000000000004.
  const textOf = (next: number) => String(Number(next.toFixed(decimalsOf(step))));
  return (
    <div className={cx('grid grid-cols-[minmax(0,1fr)_6.5rem] items-end gap-x-4', className)}>
      <AriaSlider
        value={Number(value)}
        onChange={(next) => onChange(textOf(next))}
        onChangeEnd={(next) => onCommit?.(textOf(next))}
        minValue={min}
        maxValue={max}
        step={step}
        isDisabled={isDisabled}
        formatOptions={{ maximumFractionDigits: 6 }}
      >
        <AriaLabel className={labelClass}>{label}</AriaLabel>
        <SliderTrack className="relative h-10 w-full cursor-pointer pointer-coarse:h-11">
          {({ state }) => (
            <>
              <span className="absolute inset-x-0 top-1/2 h-1.5 -translate-y-1/2 rounded-full border border-edge bg-sunken" />
              <span
                className="absolute left-0 top-1/2 h-1.5 -translate-y-1/2 rounded-full bg-accent forced-colors:bg-[Highlight]"
                style={{ width: `${state.getThumbPercent(0) * 100}%` }}
              />
              <SliderThumb className="top-1/2 size-5 rounded-full border-2 border-surface bg-accent shadow-raised outline-accent data-dragging:bg-accent-strong data-disabled:bg-edge data-focus-visible:outline-2 data-focus-visible:outline-offset-2 forced-colors:bg-[Highlight]" />
            </>
          )}
        </SliderTrack>
      </AriaSlider>
      <NumberField
        label={label}
        hideLabel
        isRequired
        isDisabled={isDisabled}
        value={value}
        suffix={suffix}
        onChange={(next) => {
          if (next === null) return;
          onChange(next);
          onCommit?.(next);
        }}
      />
    </div>
  );
}
