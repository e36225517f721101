import type { KeyboardEvent, ReactNode } from 'react';
import { cx } from './class-names';
import { Icon, type IconName } from './icon';
import { usePopover } from './use-popover';

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

const enabledItems = (menu: Element) => [...menu.querySelectorAll<HTMLButtonElement>('[role=menuitem]:not(:disabled)')];

/** A few actions behind one button; arrows, Home, End and first letters move. */
export function Menu({ label, icon = 'more', children, heading, items }: MenuProps) {
  const { close, triggerProps, popoverProps } = usePopover((popover) => enabledItems(popover)[0]?.focus());

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key === 'Tab') return close();
    const all = enabledItems(event.currentTarget);
    const at = all.findIndex((item) => item === document.activeElement);
    const byLetter = all.find((item, index) => index > at && item.textContent?.trim().toLowerCase().startsWith(event.key.toLowerCase()));
    const next = { ArrowDown: all[(at + 1) % all.length], ArrowUp: all.at(at - 1), Home: all[0], End: all.at(-1) }[event.key];
    const target = next ?? (event.key.length === 1 ? byLetter : undefined);
    if (target === undefined) return;
    event.preventDefault();
    target.focus();
  }

  return (
    <>
      <button
        {...triggerProps}
        aria-label={label}
        aria-haspopup="menu"
        className={cx(
          'inline-flex h-10 min-w-10 cursor-pointer items-center justify-center gap-2 rounded-md text-muted hover:bg-sunken hover:text-ink aria-expanded:bg-sunken pointer-coarse:h-11 pointer-coarse:min-w-11',
          children !== undefined && 'px-3',
        )}
      >
        <Icon name={icon} />
        {children}
      </button>
      <div {...popoverProps} className="min-w-56 overflow-y-auto rounded-lg border border-line bg-surface text-ink shadow-raised">
        {heading !== undefined && <div className="border-b border-line px-4 py-3">{heading}</div>}
        <div role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown} className="p-1">
          {items.map((item) => (
            <button
              key={item.id}
              type="button"
              role="menuitem"
              tabIndex={-1}
              disabled={item.isDisabled}
              onClick={() => {
                close();
                item.onAction();
              }}
              className="flex min-h-10 w-full cursor-pointer items-center gap-3 rounded-md px-3 text-left outline-none hover:bg-accent-soft hover:text-accent focus:bg-accent-soft focus:text-accent disabled:cursor-not-allowed disabled:bg-transparent disabled:text-muted forced-colors:focus:outline-2 pointer-coarse:min-h-11"
            >
              {item.icon !== undefined && <Icon name={item.icon} />}
              {item.label}
            </button>
          ))}
        </div>
      </div>
    </>
  );
}
