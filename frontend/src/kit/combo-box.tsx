import { Trans, useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { cx } from './class-names';
import { type ComboBoxItem, matching } from './combo-box-filter';
import { type FieldProps, inputClass, labelClass } from './field';
import { Icon } from './icon';

export type { ComboBoxItem } from './combo-box-filter';

export type ComboBoxProps = FieldProps & {
  items: readonly ComboBoxItem[];
  selected: string | null;
  /** `null` when the field was emptied. */
  onSelect: (id: string | null) => void;
  placeholder?: string;
  isDisabled?: boolean;
  className?: string;
};

/** More than this is not read but narrowed down by typing. */
const MOST_SHOWN = 80;

/** Find one of many by typing a part of its name: a school, a source. */
export function ComboBox(props: ComboBoxProps) {
  const { label, hideLabel, description, errorMessage, items, selected, onSelect, placeholder, isDisabled, className } = props;
  const { t } = useLingui();
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [text, setText] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const selectedLabel = items.find((item) => item.id === selected)?.label ?? '';
  const found = matching(items, text ?? '');
  const shown = found.slice(0, MOST_SHOWN);
  const hasProblem = errorMessage !== undefined && errorMessage !== null;

  function close() {
    setOpen(false);
    setText(null);
    setActive(0);
  }

  function choose(item: ComboBoxItem | undefined) {
    if (item === undefined) return;
    onSelect(item.id);
    close();
  }

  function onBlur() {
    if (text === '' && selected !== null) onSelect(null);
    close();
  }

  function goTo(index: number) {
    const next = Math.min(Math.max(index, 0), shown.length - 1);
    setActive(next);
    // jsdom has no scrolling.
    list.current?.children[next]?.scrollIntoView?.({ block: 'nearest' });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && isOpen) {
      event.stopPropagation();
      close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (isOpen) goTo(active + (event.key === 'ArrowDown' ? 1 : -1));
      else setOpen(true);
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      choose(shown[active]);
    }
  }

  return (
    <div className={cx('relative min-w-0', className)}>
      <label htmlFor={id} className={hideLabel === true ? 'sr-only' : labelClass}>
        {label}
      </label>
      <div className="relative">
        <input
          id={id}
          type="text"
          role="combobox"
          autoComplete="off"
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-activedescendant={isOpen && shown[active] !== undefined ? `${id}-${shown[active].id}` : undefined}
          aria-invalid={hasProblem || undefined}
          aria-describedby={cx(description !== undefined && `${id}-note`, hasProblem && `${id}-problem`) || undefined}
          value={text ?? selectedLabel}
          placeholder={placeholder}
          disabled={isDisabled}
          onClick={() => setOpen(true)}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={onBlur}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
            setOpen(true);
          }}
          className={cx(inputClass, 'pr-10 focus:outline-2 focus:-outline-offset-1 focus:outline-accent')}
        />
        <span className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-muted">
          <Icon name="chevron-down" />
        </span>
      </div>
      <div
        hidden={!isOpen}
        className="absolute inset-x-0 z-30 mt-1 max-h-72 overflow-auto rounded-lg border border-line bg-surface p-1 shadow-raised"
      >
        <ul ref={list} id={`${id}-list`} role="listbox" aria-label={label}>
          {shown.map((item, index) => (
            <li
              key={item.id}
              id={`${id}-${item.id}`}
              role="option"
              aria-selected={item.id === selected}
              // Pressing an item must not take the focus from the field.
              onPointerDown={(event) => event.preventDefault()}
              onPointerMove={() => setActive(index)}
              onClick={() => choose(item)}
              className={cx(
                'flex min-h-10 cursor-pointer flex-col justify-center rounded-md px-3 py-1 pointer-coarse:min-h-11',
                index === active && 'bg-accent-soft text-accent forced-colors:outline-2',
                item.id === selected && 'font-semibold',
              )}
            >
              {item.label}
              {item.note !== undefined && <span className="text-sm font-normal text-muted">{item.note}</span>}
            </li>
          ))}
        </ul>
        {found.length === 0 && <p className="px-3 py-2 text-muted">{t`Nothing matches.`}</p>}
        {found.length > shown.length && (
          <p className="px-3 py-2 text-sm text-muted">
            <Trans>Type more of the name to see the rest.</Trans>
          </p>
        )}
      </div>
      <p role="status" className="sr-only">
        {isOpen && found.length === 0 ? t`Nothing matches.` : ''}
      </p>
      {description !== undefined && (
        <p id={`${id}-note`} className="mt-1 text-sm text-muted">
          {description}
        </p>
      )}
      {hasProblem && (
        <p id={`${id}-problem`} className="mt-1 text-sm font-medium text-negative">
          <Icon name="error" className="mr-1.5" />
          {errorMessage}
        </p>
      )}
    </div>
  );
}
