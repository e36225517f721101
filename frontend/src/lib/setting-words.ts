import type { Adjustment, DistrictSettings, PolicySetting } from '@lib/api-types';
import { useLingui } from '@lingui/react/macro';

export type SettingNames = {
  needs: ReadonlyMap<string, string>;
  levels: ReadonlyMap<string, string>;
  sources: ReadonlyMap<string, string>;
};

export const namesOf = (district: DistrictSettings | undefined, sources: readonly { source_id: string; name: string }[]): SettingNames => ({
  needs: new Map(district?.need_categories.map((need) => [need.need_category, need.name])),
  levels: new Map(district?.levels.map((level) => [level.level, level.name])),
  sources: new Map(sources.map((source) => [source.source_id, source.name])),
});

export type SettingName = Pick<PolicySetting, 'kind' | 'label' | 'source_id' | 'rule_id' | 'adjustment_id' | 'level' | 'need_category' | 'band'>;

/** As ids of adjustments they say no more than the words do. */
const KINDS: ReadonlySet<string> = new Set<Adjustment['kind'] | ''>(['', 'hold_harmless', 'minimum_operational_budget', 'collar', 'phase_in', 'trigger', 'recount']);

/** Names a setting in plain words, with the district's own names of needs, levels and sources. */
export function useSettingWords(names: SettingNames): (setting: SettingName) => string {
  const { t } = useLingui();
  return (setting) => {
    const source = setting.source_id === null ? '' : (names.sources.get(setting.source_id) ?? setting.source_id);
    const need = setting.need_category === null ? '' : (names.needs.get(setting.need_category) ?? setting.need_category);
    const level = setting.level === null || setting.level === '*' ? '' : (names.levels.get(setting.level) ?? setting.level);
    const rule = setting.label || setting.rule_id || setting.adjustment_id || '';
    const withName = (words: string) => (KINDS.has(rule) ? words : t`${words} (${rule})`);
    switch (setting.kind) {
      case 'weight':
        return level === '' ? t`Weight of ${need} in ${source}` : t`Weight of ${need}, ${level}, in ${source}`;
      case 'rate':
        return level === '' ? t`Dollars per pupil, ${need}, from ${source}` : t`Dollars per pupil, ${need}, ${level}, from ${source}`;
      case 'base':
        return t`Base per pupil from ${source}`;
      case 'foundation':
        return level === '' ? t`Flat amount per school from ${source}` : t`Flat amount per school, ${level}, from ${source}`;
      case 'pool_share':
        return t`Share of ${source} for ${rule}`;
      case 'pool_amount':
        return t`Amount of ${source} for ${rule}`;
      case 'central_percent':
      case 'central_amount':
        return t`Central share of ${source}`;
      case 'rule_rate':
        return t`Rate of ${rule} from ${source}`;
      case 'floor_percent':
        return withName(t`Hold harmless: percent of today’s budget`);
      case 'set_aside':
        return t`Reserve set aside for ${rule}`;
      case 'max_loss':
        return withName(t`Largest loss allowed`);
      case 'max_gain':
        return withName(t`Largest gain allowed`);
      case 'phase_in':
        return withName(t`Share of the way to the formula`);
      case 'minimum':
        return withName(level === '' ? t`Minimum per pupil` : t`Minimum per pupil, ${level}`);
      default:
        return rule === '' ? source : rule;
    }
  };
}

/** A policy with another number at a JSON pointer; texts stay texts, whole numbers whole. */
export function withSetting<Document>(policy: Document, pointer: string, value: string): Document {
  const copy = structuredClone(policy);
  const path = pointer.split('/').slice(1);
  const last = path.pop();
  let part = copy as unknown as Record<string, unknown>;
  for (const key of path) part = part[key] as Record<string, unknown>;
  if (last !== undefined) part[last] = typeof part[last] === 'number' ? Number(value) : value;
  return copy;
}
