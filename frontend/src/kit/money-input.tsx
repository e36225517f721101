import { editableCents, parseCents } from '@lib/money';
import { NumberDraftField, type NumberControlProps } from './number-draft-field';

export type MoneyInputProps = NumberControlProps & {
  /** Integer cents; `null` is an empty field. */
  value: number | null;
  onChange: (cents: number | null) => void;
  allowNegative?: boolean;
};

/** The one control for dollars. Commits on blur, Enter and arrows; Escape takes back what was typed. */
export function MoneyInput({ value, onChange, allowNegative = false, ...props }: MoneyInputProps) {
  return (
    <NumberDraftField
      {...props}
      prefix="$"
      value={value}
      format={editableCents}
      parse={(text) => parseCents(text, { allowNegative })}
      onCommit={onChange}
    />
  );
}
