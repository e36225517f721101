import type { PolicySetting } from '@lib/api-types';
import { formatDollars } from './money';
import { formatBp, formatDecimal, formatNumber } from './number-format';

export type SettingUnit = PolicySetting['unit'];

/** A setting's value as people read it: a weight, dollars, or a percent. */
export function formatSetting(unit: SettingUnit, value: string): string {
  switch (unit) {
    case 'weight':
      return formatDecimal(value);
    case 'dollars':
      return formatNumber(Number(value), 'cents');
    case 'cents':
      return formatDollars(Number(value));
    case 'basis_points':
      return formatBp(Number(value));
  }
}
