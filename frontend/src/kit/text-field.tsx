import { Input } from 'react-aria-components/Input';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField';
import { cx } from './class-names';
import { FieldLabel, FieldNote, FieldProblem, type FieldProps } from './field';
import { inputClass } from './field-class';

export type TextFieldProps = Omit<AriaTextFieldProps, 'className' | 'children' | 'style'> &
  FieldProps & {
    placeholder?: string;
    autoCapitalize?: 'none' | 'sentences';
    /** Several lines. */
    lines?: number;
    /** What stands in the lines is for machines too: every sign as wide as the others. */
    isCode?: boolean;
    className?: string;
  };

export function TextField(props: TextFieldProps) {
  const { label, hideLabel, description, errorMessage, placeholder, autoCapitalize, lines, isCode = false, className, ...rest } = props;
  const isInvalid = errorMessage !== undefined && errorMessage !== null;
  return (
    <AriaTextField {...rest} isInvalid={isInvalid || rest.isInvalid} validationBehavior="aria" className={cx('block', rest.type === 'search' && 'print:hidden', className)}>
      <FieldLabel hidden={hideLabel}>{label}</FieldLabel>
      {lines === undefined ? (
        <Input placeholder={placeholder} autoCapitalize={autoCapitalize} className={inputClass} />
      ) : (
        <TextArea rows={lines} placeholder={placeholder} className={cx(inputClass, isCode && 'font-mono')} />
      )}
      <FieldNote>{description}</FieldNote>
      <FieldProblem>{errorMessage}</FieldProblem>
    </AriaTextField>
  );
}
