import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { type ButtonVariant, buttonClass } from './button-class';
import { cx } from './class-names';
import { Icon, type IconName } from './icon';

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'style'> & {
  children: ReactNode;
  /** One primary action a screen; everything else is secondary or quiet. */
  variant?: ButtonVariant;
  size?: 'normal' | 'small';
  icon?: IconName;
  className?: string;
};

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
