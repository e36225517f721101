import { cx } from './class-names';

/** How a box to type or choose in looks. */
export const inputClass = cx(
  'min-h-10 w-full min-w-0 rounded-md border border-edge bg-surface px-3 py-1.5 text-base text-ink placeholder:text-muted',
  'pointer-coarse:min-h-11 disabled:border-line disabled:bg-sunken disabled:text-muted',
  'aria-invalid:border-negative focus:outline-2 focus:-outline-offset-1 focus:outline-accent',
);

export const labelClass = 'mb-1 block text-sm font-semibold text-ink';
