import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { cx } from './class-names';
import { Icon, type IconName } from './icon';
import { Tooltip } from './tooltip';

export type IconButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'style'> & {
  icon: IconName;
  /** Read aloud and shown on hover and focus. */
  label: string;
  className?: string;
};

export function IconButton({ icon, label, className, ...props }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <AriaButton
        {...props}
        aria-label={label}
        className={cx(
          'inline-flex size-10 shrink-0 cursor-pointer items-center justify-center rounded-md text-muted transition-colors pointer-coarse:size-11',
          'data-hovered:bg-sunken data-hovered:text-ink data-pressed:bg-sunken data-disabled:cursor-not-allowed data-disabled:opacity-60 print:hidden',
          className,
        )}
      >
        <Icon name={icon} />
      </AriaButton>
    </Tooltip>
  );
}
