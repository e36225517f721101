import { useLingui } from '@lingui/react/macro';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { cx } from './class-names';
import { FieldLabel, FieldNote, FieldProblem, type FieldProps, inputClass } from './field';
import { Icon } from './icon';

export type ComboBoxItem = { id: string; label: string; note?: string };

export type ComboBoxProps = FieldProps & {
  items: readonly ComboBoxItem[];
  selected: string | null;
  onSelect: (id: string | null) => void;
  placeholder?: string;
  isDisabled?: boolean;
  className?: string;
};

/** Find one of many by typing a part of its name: a school, a source. */
export function ComboBox(props: ComboBoxProps) {
  const { label, hideLabel, description, errorMessage, items, selected, onSelect, placeholder, isDisabled, className } = props;
  const { t } = useLingui();
  return (
    <AriaComboBox
      defaultItems={items}
      selectedKey={selected}
      onSelectionChange={(key) => onSelect(key === null ? null : String(key))}
      isDisabled={isDisabled}
      isInvalid={errorMessage !== undefined && errorMessage !== null}
      menuTrigger="focus"
      className={cx('min-w-0', className)}
    >
      <FieldLabel hidden={hideLabel}>{label}</FieldLabel>
      <div className="relative">
        <Input placeholder={placeholder} className={cx(inputClass, 'pr-10')} />
        <AriaButton aria-label={t`Show all choices`} className="absolute inset-y-0 right-0 flex w-10 cursor-pointer items-center justify-center text-muted">
          <Icon name="chevron-down" />
        </AriaButton>
      </div>
      <FieldNote>{description}</FieldNote>
      <FieldProblem>{errorMessage}</FieldProblem>
      <Popover className="w-(--trigger-width) rounded-lg border border-line bg-surface shadow-raised">
        <ListBox<ComboBoxItem>
          className="max-h-72 overflow-auto p-1 outline-none"
          renderEmptyState={() => <p className="px-3 py-2 text-muted">{t`Nothing matches.`}</p>}
        >
          {(item) => (
            <ListBoxItem
              id={item.id}
              textValue={item.label}
              className="flex min-h-10 cursor-pointer flex-col justify-center rounded-md px-3 py-1 outline-none data-focused:bg-accent-soft data-selected:font-semibold pointer-coarse:min-h-11"
            >
              {item.label}
              {item.note !== undefined && <span className="text-sm font-normal text-muted">{item.note}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
