import { cx } from './class-names';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

const VARIANTS: Record<ButtonVariant, string> = {
  primary:
    'border-transparent bg-accent text-on-accent hover:bg-accent-strong active:bg-accent-strong forced-colors:border-edge',
  secondary: 'border-edge bg-surface text-ink hover:bg-sunken active:bg-sunken',
  quiet: 'border-transparent bg-transparent text-accent hover:bg-accent-soft active:bg-accent-soft',
  danger: 'border-negative bg-surface text-negative hover:bg-negative-soft active:bg-negative-soft',
};

/** How a button looks, whatever it is made of; also for links that look like buttons. */
export const buttonClass = (variant: ButtonVariant = 'secondary', size: 'normal' | 'small' = 'normal'): string =>
  cx(
    'inline-flex cursor-pointer items-center justify-center gap-2 rounded-md border font-semibold transition-colors select-none',
    // Nobody presses paper.
    'pointer-coarse:min-h-11 print:hidden',
    'disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-muted',
    size === 'small' ? 'min-h-8 px-2.5 py-1 text-sm' : 'min-h-10 px-4 py-1.5 text-base',
    VARIANTS[variant],
  );
