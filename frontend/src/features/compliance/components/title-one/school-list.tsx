import { ComboBox } from '@kit/combo-box';
import { IconButton } from '@kit/icon-button';
import type { DataNames } from '@lib/api-types';
import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';

type SchoolListProps = {
  legend: string;
  empty: ReactNode;
  addLabel: string;
  schoolIds: readonly string[];
  schools: DataNames['schools'];
  isReadOnly: boolean;
  onChange: (schoolIds: string[]) => void;
};

/** Some schools by name: add one by a part of its name, take one off. */
export function SchoolList({ legend, empty, addLabel, schoolIds, schools, isReadOnly, onChange }: SchoolListProps) {
  const { t } = useLingui();
  const given = new Set(schoolIds);
  const names = new Map(schools.map((school) => [school.school_id, school.name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  return (
    <fieldset className="mt-2 min-w-0">
      <legend className="mb-1 text-sm font-semibold">{legend}</legend>
      {schoolIds.length === 0 ? (
        <p className="text-sm text-muted">{empty}</p>
      ) : (
        <ul className="max-h-48 space-y-1 overflow-y-auto">
          {schoolIds.map((id) => (
            <li key={id} className="flex items-center justify-between gap-2 rounded-md bg-sunken pl-3">
              <span className="min-w-0">{nameOf(id)}</span>
              {!isReadOnly && <IconButton icon="close" label={t`Take ${nameOf(id)} off the list`} onPress={() => onChange(schoolIds.filter((one) => one !== id))} />}
            </li>
          ))}
        </ul>
      )}
      {!isReadOnly && (
        <ComboBox
          // A new one for every addition, so that the text of the last is gone.
          key={schoolIds.length}
          className="mt-2"
          label={addLabel}
          items={schools.filter((school) => !given.has(school.school_id)).map((school) => ({ id: school.school_id, label: school.name }))}
          selected={null}
          onSelect={(id) => id !== null && onChange([...schoolIds, id])}
        />
      )}
    </fieldset>
  );
}
