import type { NumberControlProps } from '@kit/number-draft-field';
import { NumberField } from '@kit/number-field';
import { shiftDecimal } from '@lib/shift-decimal';

type ShareFieldProps = NumberControlProps & { value: string; onChange: (share: string) => void };

/** A share of pupils, typed in percent and kept as the exact fraction: 55.5 % is 0.555. */
export function ShareField({ value, onChange, ...field }: ShareFieldProps) {
  return (
    <NumberField
      {...field}
      isRequired
      suffix="%"
      maxDecimals={4}
      value={shiftDecimal(value, 2)}
      onChange={(percent) => percent !== null && onChange(shiftDecimal(percent, -2))}
    />
  );
}
