import type { DataNames } from '@lib/api-types';
import { districtSettingsQuery } from '@lib/district';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';

type CountChoice = { id: string; label: string };

/** The names of counts and levels as the district says them. */
export function useDistrictNames() {
  const settings = useQuery(districtSettingsQuery).data;
  const need = new Map(settings?.need_categories.map((one) => [one.need_category, one.name]));
  const level = new Map(settings?.levels.map((one) => [one.level, one.name]));
  return { needName: (id: string) => need.get(id) ?? id, levelName: (id: string) => level.get(id) ?? id };
}

/** Everything in the data that counts children: need categories by name, then measures. */
export function useCountChoices(names: DataNames): { choices: CountChoice[]; withCurrent: (current: string) => CountChoice[] } {
  const { t } = useLingui();
  const { needName } = useDistrictNames();
  const choices = [
    ...names.need_categories.filter((need) => need !== 'all').map((need) => ({ id: `need:${need}`, label: needName(need) })),
    ...names.measures.map((measure) => ({ id: measure, label: t`Measure: ${measure}` })),
  ];
  const isKnown = (id: string) => choices.some((one) => one.id === id);
  return { choices, withCurrent: (current) => (isKnown(current) ? choices : [{ id: current, label: t`${current} (not in the data)` }, ...choices]) };
}
