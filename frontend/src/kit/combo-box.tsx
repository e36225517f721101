import { Trans, useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { type Choice, ChoiceField, type ChoiceFieldProps, describedBy, hasProblem } from './choice-field';
import { cx } from './class-names';
import { matching } from './combo-box-filter';
import { inputClass } from './field-class';
import { OptionList, optionId } from './option-list';

export type ComboBoxProps = ChoiceFieldProps & {
  items: readonly Choice[];
  selected: string | null;
  /** `null` when the field was emptied. */
  onSelect: (id: string | null) => void;
  placeholder?: string;
};

/** More than this is not read but narrowed down by typing. */
const MOST_SHOWN = 80;

/** Find one of many by typing a part of its name: a school, a source. */
export function ComboBox(props: ComboBoxProps) {
  const { items, selected, onSelect, placeholder, ...field } = props;
  const { t } = useLingui();
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [text, setText] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const selectedLabel = items.find((item) => item.id === selected)?.label ?? '';
  const found = matching(items, text ?? '');
  const shown = found.slice(0, MOST_SHOWN);
  const listId = `${id}-list`;

  function close() {
    setOpen(false);
    setText(null);
    setActive(0);
  }

  function choose(item: Choice | undefined) {
    if (item === undefined || item.isDisabled === true) return;
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
    <ChoiceField
      id={id}
      {...field}
      list={
        <>
          <div
            hidden={!isOpen}
            className="absolute inset-x-0 z-30 mt-1 max-h-72 overflow-auto rounded-lg border border-line bg-surface p-1 shadow-raised"
          >
            <OptionList
              id={listId}
              label={field.label}
              items={shown}
              selected={selected}
              active={active}
              onActivate={setActive}
              onChoose={choose}
              listRef={list}
            />
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
        </>
      }
    >
      <input
        id={id}
        type="text"
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={isOpen && shown[active] !== undefined ? optionId(listId, shown[active].id) : undefined}
        aria-invalid={hasProblem(field.errorMessage) || undefined}
        aria-describedby={describedBy(id, field)}
        value={text ?? selectedLabel}
        placeholder={placeholder}
        disabled={field.isDisabled}
        onClick={() => setOpen(true)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={onBlur}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        className={cx(inputClass, 'pr-10')}
      />
    </ChoiceField>
  );
}
