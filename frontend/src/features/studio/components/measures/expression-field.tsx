import { cx } from '@kit/class-names';
import { inputClass, labelClass } from '@kit/field-class';
import { OptionList, optionId } from '@kit/option-list';
import { Plural, useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import type { CheckedExpression, Completion } from '../../api/expressions';
import { markFaults } from '../../model/expression-text';
import { COMPLETION_WORDS } from './measure-words';
import { useCompletion } from './use-completion';

type ExpressionFieldProps = {
  text: string;
  cursor: number;
  /** The answer about this text, or about an earlier one while a new one is under way. */
  checked: CheckedExpression | undefined;
  /** Whether the answer is about the text as it stands. */
  isCurrent: boolean;
  isReadOnly: boolean;
  onChange: (text: string, cursor: number) => void;
};

const KEY_OF = (completion: Completion, place: number) => `${place}-${completion.kind}`;

/** A formula as text: names complete themselves, and what is wrong is underlined where it stands. */
export function ExpressionField({ text, cursor, checked, isCurrent, isReadOnly, onChange }: ExpressionFieldProps) {
  const { t, i18n } = useLingui();
  const id = useId();
  const completion = useCompletion({ text, cursor, completions: checked?.completions ?? NONE, onChange });
  const errors = isCurrent && text.trim() !== '' ? (checked?.errors ?? []) : [];
  const listId = `${id}-list`;
  const options = completion.shown.map((one, place) => ({
    id: KEY_OF(one, place),
    label: one.text,
    note: one.detail === '' ? i18n._(COMPLETION_WORDS[one.kind]) : `${i18n._(COMPLETION_WORDS[one.kind])} · ${one.detail}`,
  }));
  const activeOption = options[completion.active];
  const shape = 'block w-full whitespace-pre-wrap break-words font-mono text-base leading-6';
  return (
    <div className="min-w-0">
      <label htmlFor={id} className={labelClass}>
        {t`Formula`}
      </label>
      <div className="relative">
        {/* The same text behind the field, to underline what is wrong. */}
        <div aria-hidden="true" className={cx(shape, 'pointer-events-none absolute inset-0 overflow-hidden rounded-md border border-transparent px-3 py-1.5 text-transparent')}>
          {markFaults(text, errors.map((error) => error.at)).map((piece, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- pieces of a text have no other name
            <span key={place} className={piece.isFault ? 'rounded-sm bg-negative-soft underline decoration-negative decoration-wavy decoration-2' : undefined}>
              {piece.text}
            </span>
          ))}
        </div>
        <textarea
          id={id}
          ref={completion.field}
          rows={4}
          value={text}
          readOnly={isReadOnly}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={completion.isShown ? listId : undefined}
          aria-activedescendant={completion.isShown && activeOption !== undefined ? optionId(listId, activeOption.id) : undefined}
          aria-invalid={errors.length > 0 || undefined}
          aria-describedby={`${id}-help ${id}-problems`}
          onChange={(event) => completion.onType(event.target.value, event.target.selectionStart)}
          onSelect={(event) => onChange(text, event.currentTarget.selectionStart)}
          onKeyDown={completion.onKeyDown}
          onBlur={completion.close}
          className={cx(inputClass, shape, 'relative min-h-28 resize-none bg-transparent [field-sizing:content]')}
        />
        {completion.isShown && (
          <div className="absolute inset-x-0 top-full z-30 mt-1 max-h-64 overflow-auto rounded-lg border border-line bg-surface p-1 shadow-raised">
            <OptionList
              id={listId}
              label={t`Names that fit here`}
              items={options}
              selected={null}
              active={completion.active}
              onActivate={completion.setActive}
              onChoose={(item) => completion.take(completion.shown[options.findIndex((one) => one.id === item.id)])}
            />
          </div>
        )}
      </div>
      <p id={`${id}-help`} className="mt-1 text-sm text-muted">
        {checked?.signature != null && isCurrent ? <code className="font-semibold text-ink">{checked.signature.signature}</code> : t`Type a few letters of a name and choose with the arrow keys and Enter; Ctrl+Space shows all names.`}
      </p>
      <p role="status" className="sr-only">
        {completion.isShown && <Plural value={options.length} one="# name fits: arrow keys choose, Enter takes it." other="# names fit: arrow keys choose, Enter takes one." />}
      </p>
      <ul id={`${id}-problems`} className="mt-2 space-y-2 empty:hidden">
        {errors.map((error) => (
          <li key={`${error.at} ${error.code}`} className="text-sm">
            <button
              type="button"
              className="cursor-pointer text-left font-medium text-negative underline decoration-dotted underline-offset-2 pointer-coarse:min-h-11"
              onClick={() => {
                const place = Math.min(error.at - 1, text.length);
                completion.field.current?.focus();
                completion.field.current?.setSelectionRange(place, place);
              }}
            >
              {error.line > 1 ? t`Line ${error.line}, character ${error.column}: ${error.message}` : t`Character ${error.column}: ${error.message}`}
            </button>
            {error.remedy !== '' && <span className="block text-muted">{error.remedy}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

const NONE: readonly Completion[] = [];
