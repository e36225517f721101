import { useId } from 'react';
import { cx } from './class-names';
import { inputClass, labelClass } from './field-class';

export type PlainTextFieldProps = {
  label: string;
  description?: string;
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'search';
  /** Several lines. */
  lines?: number;
  maxLength?: number;
  className?: string;
};

/** The browser's own text field, for pages without sign-in: `TextField` brings React Aria along. */
export function PlainTextField({ label, description, value, onChange, type = 'text', lines, maxLength, className }: PlainTextFieldProps) {
  const id = useId();
  const shared = {
    id,
    value,
    maxLength,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
    'aria-describedby': description === undefined ? undefined : `${id}-note`,
    className: inputClass,
  };
  return (
    <div className={cx('block', className)}>
      <label htmlFor={id} className={labelClass}>
        {label}
      </label>
      {lines === undefined ? <input {...shared} type={type} /> : <textarea {...shared} rows={lines} />}
      {description !== undefined && (
        <p id={`${id}-note`} className="mt-1 text-sm text-muted">
          {description}
        </p>
      )}
    </div>
  );
}
