import type { TitleOneSettings } from '@lib/api-types';
import { gradientFaults } from './gradient';

/** Whether the settings can be tried and saved; what is wrong stands beside its field. */
export function isSound(settings: TitleOneSettings): boolean {
  return (
    gradientFaults(settings.gradient ?? []).size === 0 &&
    (settings.other_reservations ?? []).every((one) => one.name.trim() !== '') &&
    settings.spans_served?.length !== 0
  );
}
