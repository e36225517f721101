import { parseDecimalString } from '@lib/decimal';
import { NumberDraftField, type NumberControlProps } from './number-draft-field';

export type NumberFieldProps = NumberControlProps & {
  /** A canonical decimal string such as `0.25`, exact to the last digit; `null` is an empty field. */
  value: string | null;
  onChange: (value: string | null) => void;
  maxDecimals?: number;
  allowNegative?: boolean;
  suffix?: string;
};

const asIs = (value: string) => value;

/** A count or any exact decimal; also the control for need weights. */
export function NumberField({ value, onChange, maxDecimals = 6, allowNegative = false, ...props }: NumberFieldProps) {
  return (
    <NumberDraftField
      {...props}
      value={value}
      format={asIs}
      parse={(text) => parseDecimalString(text, { maxDecimals, allowNegative })}
      onCommit={onChange}
    />
  );
}
