import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { districtSettingsQuery } from './district';

/** What the district calls its levels and needs; a code that nobody named stands for itself. */
export function useDistrictNames() {
  const { t } = useLingui();
  const settings = useQuery(districtSettingsQuery).data;
  const needs = new Map(settings?.need_categories.map((need) => [need.need_category, need.name]));
  const levels = new Map(settings?.levels.map((level) => [level.level, level.name]));
  return {
    needName: (need: string) => (need === 'all' ? t`All pupils` : (needs.get(need) ?? need.replaceAll('_', ' '))),
    levelName: (level: string) => (level === '*' ? t`Whole school` : (levels.get(level) ?? level.replaceAll('_', ' '))),
  };
}
