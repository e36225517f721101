import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { cx } from './class-names';
import { FieldLabel, FieldNote, FieldProblem, type FieldProps } from './field';
import { inputClass } from './field-class';
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
      <div className="relative">
        {prefix !== undefined && <Affix side="start">{prefix}</Affix>}
        <Input
          {...inputProps}
          className={cx(inputClass, 'text-right tabular-nums', prefix !== undefined && 'pl-7', suffix !== undefined && 'pr-8')}
        />
        {suffix !== undefined && <Affix side="end">{suffix}</Affix>}
      </div>
      <FieldNote>{description}</FieldNote>
      <FieldProblem>{problem}</FieldProblem>
    </AriaTextField>
  );
}

function Affix({ side, children }: { side: 'start' | 'end'; children: ReactNode }) {
  return (
    <span
      aria-hidden="true"
      className={cx('pointer-events-none absolute inset-y-0 flex items-center text-muted', side === 'start' ? 'left-3' : 'right-3')}
    >
      {children}
    </span>
  );
}
