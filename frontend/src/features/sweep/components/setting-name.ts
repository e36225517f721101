import type { DistrictSettings } from '@lib/api-types';
import { useSourceNames } from '@lib/data-names';
import { formatDollars } from '@lib/money';
import { formatBp, formatDecimal } from '@lib/number-format';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { SettingGroup, SettingUnit } from '../api/sweep';

const KINDS: Record<string, MessageDescriptor> = {
  weight: msg`Weight`,
  rate: msg`Dollars per pupil`,
  base: msg`Base per pupil`,
  rule_rate: msg`Rate`,
  central_percent: msg`Central share`,
  central_amount: msg`Central share`,
  pool_share: msg`Share of the rest`,
  pool_amount: msg`Pool`,
  foundation: msg`Flat amount`,
  floor_percent: msg`Hold harmless floor`,
  minimum: msg`Least per pupil`,
  set_aside: msg`Reserve set aside`,
  max_loss: msg`Most a school may lose`,
  max_gain: msg`Most a school may gain`,
  phase_in: msg`Share of the way gone`,
};

/** Names settings in the district's own words: what the number is, for whom, and where it stands. */
export function useSettingName(scenarioId: string, district: DistrictSettings | undefined): (group: SettingGroup) => string {
  const { t, i18n } = useLingui();
  const sourceName = useSourceNames(scenarioId);
  return (group) => {
    const kind = KINDS[group.kind];
    const what = kind === undefined ? group.kind : i18n._(kind);
    const need = district?.need_categories.find((one) => one.need_category === group.need_category)?.name ?? group.need_category;
    const level =
      group.level === null || group.level === '*' ? null : (district?.levels.find((one) => one.level === group.level)?.name ?? group.level);
    const forWhom = [need, level].filter((part) => part !== null).join(', ');
    const where = [group.source_id === null ? null : sourceName(group.source_id), group.label || group.rule_id].filter((part): part is string => part !== null && part !== '').join(', ');
    const head = forWhom === '' ? what : t`${what}: ${forWhom}`;
    return where === '' ? head : `${head} (${where})`;
  };
}

/** A value of the policy document as people read it. */
export function formatSetting(value: number, unit: SettingUnit): string {
  if (unit === 'basis_points') return formatBp(value);
  if (unit === 'cents') return formatDollars(value);
  if (unit === 'dollars') return formatDollars(value * 100);
  return formatDecimal(value);
}
