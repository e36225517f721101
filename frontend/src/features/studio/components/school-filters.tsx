import { Select } from '@kit/select';
import { TextField } from '@kit/text-field';
import { formatBp } from '@lib/number-format';
import { useLingui } from '@lingui/react/macro';
import { memo } from 'react';
import type { NeedDecile, NeedDeciles } from '../model/deciles';
import type { SchoolFilter } from '../model/school-rows';
import { levelName, needName, type Words } from './editing';

type SchoolFiltersProps = { words: Words; levels: readonly string[]; deciles: NeedDeciles | null; filter: SchoolFilter; onChange: (filter: SchoolFilter) => void };

const ALL = ' all';

/** Which schools the table shows. */
export const SchoolFilters = memo(function SchoolFilters({ words, levels, deciles, filter, onChange }: SchoolFiltersProps) {
  const { t } = useLingui();
  return (
    <>
      <TextField
        label={t`Find a school`}
        type="search"
        className="w-44 max-w-full"
        value={filter.search}
        onChange={(search) => onChange({ ...filter, search })}
      />
      <Select
        label={t`Level`}
        className="w-36"
        items={[{ id: ALL, label: t`All levels` }, ...levels.map((level) => ({ id: level, label: levelName(words, level) }))]}
        selected={filter.level ?? ALL}
        onSelect={(level) => onChange({ ...filter, level: level === ALL ? null : level })}
      />
      {deciles !== null && <DecileFilter deciles={deciles} words={words} filter={filter} onChange={onChange} />}
      <Select
        label={t`Show`}
        className="w-40"
        items={[
          { id: 'all', label: t`All schools` },
          { id: 'losing', label: t`Losing` },
          { id: 'gaining', label: t`Gaining` },
          { id: 'held_harmless', label: t`Held harmless` },
        ]}
        selected={filter.group}
        onSelect={(group) => onChange({ ...filter, group })}
      />
    </>
  );
});

function DecileFilter({ deciles, words, filter, onChange }: Omit<SchoolFiltersProps, 'levels' | 'deciles'> & { deciles: NeedDeciles }) {
  const { t } = useLingui();
  const needLabel = needName(words, deciles.need);
  const last = deciles.deciles.length - 1;
  const labelOf = ({ decile, fromBp, toBp }: NeedDecile, place: number) => {
    const [from, to] = [formatBp(fromBp), formatBp(toBp)];
    if (place === 0) return t`${decile}, least: ${from} to ${to}`;
    return place === last ? t`${decile}, most: ${from} to ${to}` : t`${decile}: ${from} to ${to}`;
  };
  return (
    <Select
      label={t`Decile: ${needLabel}`}
      className="w-56"
      items={[{ id: ALL, label: t`All deciles` }, ...deciles.deciles.map((one, place) => ({ id: String(one.decile), label: labelOf(one, place) }))]}
      selected={filter.decile === null ? ALL : String(filter.decile)}
      onSelect={(decile) => onChange({ ...filter, decile: decile === ALL ? null : Number(decile) })}
    />
  );
}
