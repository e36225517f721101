import type { ReactNode } from 'react';
import { type Key, Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';
import { cx } from './class-names';

export type TabItem = { id: string; label: ReactNode; content: ReactNode };

export type TabsProps = {
  /** Read aloud: what these tabs are about. */
  label: string;
  items: readonly TabItem[];
  selected?: string;
  onSelect?: (id: string) => void;
  className?: string;
};

/** One of several views of the same thing; arrows move, the panel follows. */
export function Tabs({ label, items, selected, onSelect, className }: TabsProps) {
  return (
    <AriaTabs
      selectedKey={selected}
      onSelectionChange={(key: Key) => onSelect?.(String(key))}
      className={cx('min-w-0', className)}
    >
      <TabList aria-label={label} className="flex flex-wrap gap-x-1 border-b border-line">
        {items.map((item) => (
          <Tab
            key={item.id}
            id={item.id}
            className={cx(
              '-mb-px min-h-10 cursor-pointer rounded-t-md border-b-2 border-transparent px-3 py-2 font-medium text-muted transition-colors pointer-coarse:min-h-11',
              'data-hovered:text-ink data-selected:border-accent data-selected:text-accent data-focus-visible:outline-2 data-focus-visible:outline-accent',
            )}
          >
            {item.label}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className="rounded-sm pt-4">
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
