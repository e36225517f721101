import type { InvitationSlider } from '@lib/api-types';
import { shiftDecimal } from '@lib/shift-decimal';

type Bounds = Pick<InvitationSlider, 'unit' | 'minimum' | 'maximum' | 'step'>;

/** Decimal places between a setting as it is stored and as people read it: cents are read in dollars. */
const PLACES: Record<InvitationSlider['unit'], number> = { weight: 0, dollars: 0, cents: 2, basis_points: 2 };

export const asShown = ({ unit }: Pick<Bounds, 'unit'>, value: string): string => shiftDecimal(value, -PLACES[unit]);

export const asStored = ({ unit }: Pick<Bounds, 'unit'>, shown: string): string => shiftDecimal(shown, PLACES[unit]);

const decimalsOf = (step: string): number => (step.split('.')[1] ?? '').length;

/** The stops of a slider are the multiples of its step between its bounds, counted by their multiple. */
export function stopsOf({ minimum, maximum, step }: Bounds): { first: number; last: number } {
  // Rounding up to nothing gives a negative zero, which would be read as one.
  const first = Math.ceil(Number(minimum) / Number(step) - 1e-9) || 0;
  return { first, last: Math.max(Math.floor(Number(maximum) / Number(step) + 1e-9), first) };
}

/** The stop nearest to a stored value. */
export function stopNear(slider: Bounds, value: string): number {
  const { first, last } = stopsOf(slider);
  return Math.min(Math.max(Math.round(Number(value) / Number(slider.step)), first), last);
}

/** The stored value at a stop, without the dust of binary fractions. */
export const valueAt = ({ step }: Bounds, stop: number): string => String(Number((stop * Number(step)).toFixed(decimalsOf(step))));
