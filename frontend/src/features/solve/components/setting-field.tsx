import { MoneyInput } from '@kit/money-input';
import { NumberField } from '@kit/number-field';
import { PercentInput } from '@kit/percent-input';
import type { SettingUnit } from '@lib/setting-value';

export type SettingFieldProps = { label: string; unit: SettingUnit; value: string; onChange: (value: string) => void };

/** A number in the unit of its setting; the value is the policy's own decimal text. */
export function SettingField({ label, unit, value, onChange }: SettingFieldProps) {
  switch (unit) {
    case 'cents':
      return <MoneyInput label={label} value={Number(value)} onChange={(cents) => cents !== null && onChange(String(cents))} isRequired />;
    case 'basis_points':
      return <PercentInput label={label} value={Number(value)} onChange={(bp) => bp !== null && onChange(String(bp))} isRequired />;
    case 'dollars':
    case 'weight':
      return <NumberField label={label} value={value} onChange={(next) => next !== null && onChange(next)} isRequired suffix={unit === 'dollars' ? '$' : undefined} />;
  }
}
