import { IconButton } from '@kit/icon-button';
import { NumberField } from '@kit/number-field';
import { Trans, useLingui } from '@lingui/react/macro';
import type { SweepChoice } from '../api/sweep';
import { decimalsOf, shown, stored } from '../model/units';
import { formatSetting } from './setting-name';

export type ChosenRange = { choice: SweepChoice; low: string; high: string };

type RangeRowProps = {
  name: string;
  range: ChosenRange;
  onChange: (range: ChosenRange) => void;
  onRemove: () => void;
};

/** One setting, and between which values it is tried. */
export function RangeRow({ name, range, onChange, onRemove }: RangeRowProps) {
  const { t } = useLingui();
  const { unit, today } = range.choice;
  const suffix = unit === 'basis_points' ? '%' : undefined;
  const isBackwards = Number(range.low) > Number(range.high);
  const field = (end: 'low' | 'high', label: string) => (
    <NumberField
      label={label}
      value={shown(range[end], unit)}
      onChange={(value) => value !== null && onChange({ ...range, [end]: stored(value, unit) })}
      maxDecimals={decimalsOf(unit)}
      suffix={suffix}
      errorMessage={end === 'high' && isBackwards ? t`The end must not be below the beginning.` : undefined}
    />
  );
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-end gap-x-4 gap-y-2 border-t border-line py-4 first:border-t-0 first:pt-0 md:grid-cols-[minmax(0,2fr)_8rem_8rem_auto]">
      <p className="col-span-3 md:col-span-1 md:self-center">
        <span className="block font-medium">{name}</span>
        <span className="block text-sm text-muted">
          {today === null ? <Trans>several values today</Trans> : <Trans>{formatSetting(Number(today), unit)} today</Trans>}
        </span>
      </p>
      {field('low', unit === 'cents' || unit === 'dollars' ? t`From $` : t`From`)}
      {field('high', unit === 'cents' || unit === 'dollars' ? t`To $` : t`To`)}
      <IconButton icon="close" label={t`Leave out ${name}`} onPress={onRemove} />
    </li>
  );
}
