import { StopSlider } from './stop-slider';

export type SliderProps = {
  label: string;
  /** A canonical decimal string; the number beside the slider may be finer than its step, or lie outside its ends. */
  value: string;
  /** While the thumb moves, and when a number was typed. */
  onMove: (value: string) => void;
  /** When the thumb was let go, or the number typed. */
  onRest?: (value: string) => void;
  /** The thumb went on from `value` and its owner follows. */
  isAhead?: boolean;
  min: number;
  max: number;
  step: number;
  suffix?: string;
};

const decimalsOf = (step: number) => (String(step).split('.')[1] ?? '').length;

/** A slider in equal steps to try things out, paired with the exact number. */
export function Slider({ min, max, step, suffix = '', onRest = nothing, ...props }: SliderProps) {
  const last = Math.round((max - min) / step);
  return (
    <StopSlider
      {...props}
      first={0}
      last={last}
      // Steps are binary fractions; the text must read 0.3, not 0.30000000000000004.
      valueAt={(stop) => String(Number((min + stop * step).toFixed(decimalsOf(step))))}
      stopNear={(value) => Math.min(Math.max(Math.round((Number(value) - min) / step), 0), last)}
      typedAs={exactly}
      sayOf={(value) => value + suffix}
      suffix={suffix === '' ? undefined : suffix}
      onRest={onRest}
    />
  );
}

const nothing = () => undefined;
const exactly = (typed: string) => typed;
