import { useLingui } from '@lingui/react';
import type { PointerEvent, ReactNode } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { cx } from './class-names';
import { FieldLabel, FieldNote, FieldProblem, type FieldProps } from './field';
import { type NumberDraftOptions, useNumberDraft } from './number-draft';
import { REFUSAL_MESSAGES } from './number-refusal';

export type NumberControlProps = FieldProps & {
  isRequired?: boolean;
  isDisabled?: boolean;
  isReadOnly?: boolean;
  name?: string;
  className?: string;
} & Pick<NumberDraftOptions<never>, 'onMove' | 'onPasteBlock'>;

type NumberDraftFieldProps<T> = NumberControlProps &
  NumberDraftOptions<T> & {
    prefix?: ReactNode;
    suffix?: ReactNode;
  };

/** Looks as a box to type in does, with the unit inside it. */
const boxClass = cx(
  'flex min-h-10 w-full min-w-0 cursor-text items-center gap-1.5 rounded-md border border-edge bg-surface px-3 text-ink pointer-coarse:min-h-11',
  'has-disabled:cursor-default has-disabled:border-line has-disabled:bg-sunken has-aria-invalid:border-negative',
  'focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-accent',
);

/** The frame of MoneyInput, NumberField and PercentInput. */
export function NumberDraftField<T>(props: NumberDraftFieldProps<T>) {
  const { _ } = useLingui();
  const { label, hideLabel, description, errorMessage, prefix, suffix, className } = props;
  const { text, refusal, inputProps, onTextChange } = useNumberDraft(props);
  const problem = refusal === null ? (errorMessage ?? null) : _(REFUSAL_MESSAGES[refusal]);
  return (
    <AriaTextField
      value={text}
      onChange={onTextChange}
      name={props.name}
      isInvalid={problem !== null}
      isDisabled={props.isDisabled}
      isReadOnly={props.isReadOnly}
      isRequired={props.isRequired}
      validationBehavior="aria"
      className={cx('block min-w-0', className)}
    >
      <FieldLabel hidden={hideLabel}>{label}</FieldLabel>
      <div className={boxClass} onPointerDown={focusInput}>
        {prefix !== undefined && <Affix>{prefix}</Affix>}
        <Input {...inputProps} className="min-w-[3ch] flex-1 bg-transparent py-1.5 text-right text-base tabular-nums outline-none disabled:text-muted" />
        {suffix !== undefined && <Affix>{suffix}</Affix>}
      </div>
      <FieldNote>{description}</FieldNote>
      <FieldProblem>{problem}</FieldProblem>
    </AriaTextField>
  );
}

/** Beside the number, never over it: a long unit takes a second line before the number is left without room. */
function Affix({ children }: { children: ReactNode }) {
  return (
    <span aria-hidden="true" className="max-w-[60%] min-w-0 shrink-0 cursor-text leading-tight text-muted select-none">
      {children}
    </span>
  );
}

/** The unit belongs to the field: pressing it is pressing the field. */
function focusInput(event: PointerEvent<HTMLDivElement>) {
  if (event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  event.currentTarget.querySelector('input')?.focus();
}
