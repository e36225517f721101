import { Button } from '@kit/button';
import { ComboBox } from '@kit/combo-box';
import { IconButton } from '@kit/icon-button';
import { MoneyInput } from '@kit/money-input';
import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import type { Editing } from './editing';

type SchoolAmount = { school_id: string; amount_cents: number };

type SchoolAmountsProps = {
  editing: Editing;
  amounts: readonly SchoolAmount[];
  /** Names the button that takes a school's amount away. */
  removeLabel: (school: string) => string;
  onChange: (amounts: SchoolAmount[]) => void;
  /** Between the list and the field that adds to it. */
  children?: ReactNode;
};

/** Amounts typed for named schools, and a field to find another. */
export function SchoolAmounts({ editing, amounts, removeLabel, onChange, children }: SchoolAmountsProps) {
  const { t } = useLingui();
  const [schoolId, setSchoolId] = useState<string | null>(null);
  const { canEdit, schools } = editing;
  const nameOf = (id: string) => schools.find((school) => school.school_id === id)?.name ?? id;
  const given = new Set(amounts.map((one) => one.school_id));
  return (
    <>
      <ul className="space-y-2">
        {amounts.map((one, place) => (
          <li key={one.school_id} className="flex items-end gap-2">
            <MoneyInput
              className="grow"
              label={nameOf(one.school_id)}
              isRequired
              isReadOnly={!canEdit}
              value={one.amount_cents}
              onChange={(cents) => cents !== null && onChange(amounts.with(place, { ...one, amount_cents: cents }))}
            />
            {canEdit && (
              <IconButton icon="close" label={removeLabel(nameOf(one.school_id))} onPress={() => onChange(amounts.filter((_, other) => other !== place))} />
            )}
          </li>
        ))}
      </ul>
      {children}
      {canEdit && (
        <div className="flex items-end gap-2">
          <ComboBox
            className="grow"
            label={t`School`}
            items={schools.filter((school) => !given.has(school.school_id)).map((school) => ({ id: school.school_id, label: school.name }))}
            selected={schoolId}
            onSelect={setSchoolId}
          />
          <Button
            icon="plus"
            isDisabled={schoolId === null}
            onPress={() => {
              if (schoolId === null) return;
              onChange([...amounts, { school_id: schoolId, amount_cents: 0 }]);
              setSchoolId(null);
            }}
          >
            <Trans>Add</Trans>
          </Button>
        </div>
      )}
    </>
  );
}
