import { shiftDecimal } from '@lib/shift-decimal';
import type { SettingUnit } from '../api/sweep';

/** How many places a unit of the policy document is from the one people read: basis points are percent, cents dollars. */
const PLACES: Record<SettingUnit, number> = { weight: 0, dollars: 0, cents: 2, basis_points: 2 };

/** A value of the policy document as people read it: `9500` basis points are `95`. */
export const shown = (value: string, unit: SettingUnit): string => shiftDecimal(value, -PLACES[unit]);

/** What people typed as the policy document holds it. */
export const stored = (value: string, unit: SettingUnit): string => shiftDecimal(value, PLACES[unit]);

/** How many decimals people may type. */
export const decimalsOf = (unit: SettingUnit): number => (unit === 'weight' || unit === 'dollars' ? 6 : 2);
