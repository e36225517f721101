import type { Ref } from 'react';
import type { Choice } from './choice-field';
import { cx } from './class-names';

type OptionListProps = {
  id: string;
  label: string;
  items: readonly Choice[];
  /** What is chosen already. */
  selected: string | null;
  /** Place of the option that Enter takes. */
  active: number;
  onActivate: (index: number) => void;
  onChoose: (item: Choice) => void;
  listRef?: Ref<HTMLUListElement>;
};

export const optionId = (listId: string, itemId: string): string => `${listId}-${itemId}`;

/** The options under a field that is typed in: the field keeps the focus and says which option is the active one. */
export function OptionList({ id, label, items, selected, active, onActivate, onChoose, listRef }: OptionListProps) {
  return (
    <ul ref={listRef} id={id} role="listbox" aria-label={label}>
      {items.map((item, index) => (
        <li
          key={item.id}
          id={optionId(id, item.id)}
          role="option"
          aria-selected={item.id === selected}
          aria-disabled={item.isDisabled}
          // Pressing an item must not take the focus from the field.
          onPointerDown={(event) => event.preventDefault()}
          onPointerMove={() => onActivate(index)}
          onClick={() => onChoose(item)}
          className={cx(
            'flex min-h-10 cursor-pointer flex-col justify-center rounded-md px-3 py-1 pointer-coarse:min-h-11',
            index === active && 'bg-accent-soft text-accent forced-colors:outline-2',
            item.id === selected && 'font-semibold',
            item.isDisabled === true && 'text-muted',
          )}
        >
          {item.label}
          {item.note !== undefined && <span className="text-sm font-normal text-muted">{item.note}</span>}
        </li>
      ))}
    </ul>
  );
}
