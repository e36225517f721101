import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
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
  const id = useId();
  const [own, setOwn] = useState(items[0]?.id);
  const current = items.find((item) => item.id === (selected ?? own)) ?? items[0];

  function select(item: TabItem | undefined) {
    if (item === undefined) return;
    setOwn(item.id);
    onSelect?.(item.id);
    document.getElementById(`${id}-tab-${item.id}`)?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    const at = items.findIndex((item) => item.id === current?.id);
    const next = { ArrowRight: items[(at + 1) % items.length], ArrowLeft: items.at(at - 1), Home: items[0], End: items.at(-1) }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    select(next);
  }

  return (
    <div className={cx('min-w-0', className)}>
      <div role="tablist" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown} className="flex flex-wrap gap-x-1 border-b border-line">
        {items.map((item) => {
          const isCurrent = item.id === current?.id;
          return (
            <button
              key={item.id}
              id={`${id}-tab-${item.id}`}
              type="button"
              role="tab"
              aria-selected={isCurrent}
              aria-controls={isCurrent ? `${id}-panel` : undefined}
              tabIndex={isCurrent ? 0 : -1}
              onClick={() => select(item)}
              className={cx(
                '-mb-px min-h-10 cursor-pointer rounded-t-md border-b-2 px-3 py-2 font-medium transition-colors pointer-coarse:min-h-11',
                isCurrent ? 'border-accent text-accent' : 'border-transparent text-muted hover:text-ink forced-colors:border-[Canvas]',
              )}
            >
              {item.label}
            </button>
          );
        })}
      </div>
      {current !== undefined && (
        <div key={current.id} id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-tab-${current.id}`} className="pt-4">
          {current.content}
        </div>
      )}
    </div>
  );
}
