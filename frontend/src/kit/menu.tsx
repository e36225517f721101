import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { cx } from './class-names';
import { Icon, type IconName } from './icon';

export type MenuItemSpec = { id: string; label: string; icon?: IconName; isDisabled?: boolean; onAction: () => void };

export type MenuProps = {
  /** Name of the button that opens the menu. */
  label: string;
  icon?: IconName;
  /** Words on the button; without them it is an icon button. */
  children?: ReactNode;
  /** Above the items. */
  heading?: ReactNode;
  items: readonly MenuItemSpec[];
};

/** A few actions behind one button. */
export function Menu({ label, icon = 'more', children, heading, items }: MenuProps) {
  return (
    <MenuTrigger>
      <AriaButton
        aria-label={label}
        className={cx(
          'inline-flex h-10 min-w-10 cursor-pointer items-center justify-center gap-2 rounded-md text-muted pointer-coarse:h-11 pointer-coarse:min-w-11',
          'data-hovered:bg-sunken data-hovered:text-ink data-pressed:bg-sunken',
          children !== undefined && 'px-3',
        )}
      >
        <Icon name={icon} />
        {children}
      </AriaButton>
      <Popover placement="bottom end" className="min-w-56 rounded-lg border border-line bg-surface shadow-raised">
        {heading !== undefined && <div className="border-b border-line px-4 py-3">{heading}</div>}
        <AriaMenu aria-label={label} className="p-1 outline-none">
          {items.map((item) => (
            <MenuItem
              key={item.id}
              id={item.id}
              textValue={item.label}
              isDisabled={item.isDisabled}
              onAction={item.onAction}
              className="flex min-h-10 cursor-pointer items-center gap-3 rounded-md px-3 outline-none data-disabled:text-muted data-focused:bg-accent-soft data-focused:text-accent pointer-coarse:min-h-11"
            >
              {item.icon !== undefined && <Icon name={item.icon} />}
              {item.label}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
