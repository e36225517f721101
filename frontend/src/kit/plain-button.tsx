import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { type ButtonVariant, buttonClass } from './button-class';
import { cx } from './class-names';
import { Icon, type IconName } from './icon';

export type PlainButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {
  children: ReactNode;
  variant?: ButtonVariant;
  size?: 'normal' | 'small';
  icon?: IconName;
  /** At work: it keeps its place, its words and the focus, and a second press does nothing. */
  isPending?: boolean;
  className?: string;
};

/** The browser's own button, for what pages without sign-in show as well: `Button` brings React Aria along. */
export function PlainButton({ children, variant, size, icon, isPending = false, className, onClick, type = 'button', ...props }: PlainButtonProps) {
  return (
    <button
      {...props}
      type={type === 'submit' ? 'submit' : 'button'}
      aria-disabled={isPending || undefined}
      aria-busy={isPending || undefined}
      onClick={(event) => {
        if (isPending) event.preventDefault();
        else onClick?.(event);
      }}
      className={cx(buttonClass(variant, size), className)}
    >
      {isPending ? (
        <span aria-hidden="true" className="size-4 animate-spin rounded-full border-2 border-current border-t-transparent" />
      ) : (
        icon !== undefined && <Icon name={icon} />
      )}
      <span className="min-w-0">{children}</span>
    </button>
  );
}
