import type { SelectItem } from '@kit/select';
import type { DistrictSettings } from '@lib/api-types';
import { useLingui } from '@lingui/react/macro';
import { codeOf, FIELDS, IGNORE, type ImportMapping, WIDE_ROLE } from '../model/mapping';
import { FIELD_NAMES } from './kind-names';

export type FieldWords = { settings: DistrictSettings | undefined; sources: readonly { source_id: string; name: string }[] };

/** All that a column may be, in words; what it is now is always among them. */
export function useFieldChoices(mapping: ImportMapping, words: FieldWords): (header: string, current: string) => SelectItem[] {
  const { t, i18n } = useLingui();
  const common: SelectItem[] = [
    { id: IGNORE, label: t`Leave out` },
    ...FIELDS[mapping.kind].map((field) => ({ id: field, label: i18n._(FIELD_NAMES[field] ?? { id: field, message: field }) })),
  ];
  const role = WIDE_ROLE[mapping.kind];
  if (role === 'count') {
    const levels = words.settings?.levels ?? [];
    for (const need of words.settings?.need_categories ?? []) {
      common.push({ id: `count:${need.need_category}`, label: t`Count: ${need.name}` });
      for (const level of levels) {
        common.push({ id: `count:${need.need_category}@${level.level}`, label: t`Count: ${need.name}, ${level.name}` });
      }
    }
  }
  if (role === 'amount') {
    for (const source of words.sources) common.push({ id: `amount:${source.source_id}`, label: t`Amount of ${source.name}` });
  }
  return (header, current) => {
    const items = [...common];
    if (role === 'measure') items.push({ id: `measure:${codeOf(header)}`, label: t`Measure: ${codeOf(header)}` });
    if (role === 'flag') items.push({ id: `flag:${codeOf(header)}`, label: t`Flag: ${codeOf(header)}` });
    if (!items.some((item) => item.id === current)) items.push({ id: current, label: current });
    return items;
  };
}
