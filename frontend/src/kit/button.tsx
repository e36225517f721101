import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { cx } from './class-names';
import { Icon, type IconName } from './icon';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'style'> & {
  children: ReactNode;
  /** One primary action a screen; everything else is secondary or quiet. */
  variant?: ButtonVariant;
  size?: 'normal' | 'small';
  icon?: IconName;
  className?: string;
};

const VARIANTS: Record<ButtonVariant, string> = {
  primary:
    'border-transparent bg-accent text-on-accent data-hovered:bg-accent-strong data-pressed:bg-accent-strong forced-colors:border-edge',
  secondary: 'border-edge bg-surface text-ink data-hovered:bg-sunken data-pressed:bg-sunken',
  quiet: 'border-transparent bg-transparent text-accent data-hovered:bg-accent-soft data-pressed:bg-accent-soft',
  danger: 'border-negative bg-surface text-negative data-hovered:bg-negative-soft data-pressed:bg-negative-soft',
};

export const buttonClass = (variant: ButtonVariant = 'secondary', size: 'normal' | 'small' = 'normal'): string =>
  cx(
    'inline-flex cursor-pointer items-center justify-center gap-2 rounded-md border font-semibold transition-colors select-none',
    'pointer-coarse:min-h-11',
    'data-disabled:cursor-not-allowed data-disabled:border-line data-disabled:bg-sunken data-disabled:text-muted',
    size === 'small' ? 'min-h-8 px-2.5 py-1 text-sm' : 'min-h-10 px-4 py-1.5 text-base',
    VARIANTS[variant],
  );

/** A pending button keeps its place and its words, and says that it works. */
export function Button({ children, variant, size, icon, className, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={cx(buttonClass(variant, size), className)}>
      {props.isPending === true ? (
        <span aria-hidden="true" className="size-4 animate-spin rounded-full border-2 border-current border-t-transparent" />
      ) : (
        icon !== undefined && <Icon name={icon} />
      )}
      <span className="min-w-0">{children}</span>
    </AriaButton>
  );
}
