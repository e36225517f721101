import { type Parsed, parseDecimalString } from '@lib/decimal';
import { NumberDraftField, type NumberControlProps } from './number-draft-field';

export type PercentInputProps = NumberControlProps & {
  /** Basis points: 9500 is 95 %. */
  value: number | null;
  onChange: (bp: number | null) => void;
};

const formatPercent = (bp: number) => String(bp / 100);

function parsePercent(text: string): Parsed<number> {
  const parsed = parseDecimalString(text.replace(/\s*%\s*$/, ''), { maxDecimals: 2 });
  // Two decimals times a hundred; rounding only removes the float's own dust.
  return parsed.ok ? { ok: true, value: Math.round(Number(parsed.value) * 100) } : parsed;
}

export function PercentInput({ value, onChange, ...props }: PercentInputProps) {
  return (
    <NumberDraftField {...props} suffix="%" value={value} format={formatPercent} parse={parsePercent} onCommit={onChange} />
  );
}
