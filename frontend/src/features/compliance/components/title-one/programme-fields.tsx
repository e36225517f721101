import { Switch } from '@kit/switch';
import { Trans, useLingui } from '@lingui/react/macro';
import { Cite, type FieldsProps, Group } from './fields';
import { SchoolList } from './school-list';

/** Which schools run a schoolwide programme, and which may below the limit because the state waived it. */
export function ProgrammeFields({ settings, names, isReadOnly, onChange }: FieldsProps) {
  const { t } = useLingui();
  const named = settings.schoolwide_schools ?? null;
  const waived = settings.schoolwide_waivers ?? [];
  return (
    <Group title={t`Schoolwide programs`}>
      <div className="grid gap-6 md:grid-cols-2">
        <div className="min-w-0">
          <Switch
            label={t`Every school that may has one`}
            isSelected={named === null}
            isDisabled={isReadOnly}
            onChange={(isEvery) => onChange({ schoolwide_schools: isEvery ? null : [] })}
          />
          <Cite of="schoolwide_schools" />
          {named !== null && (
            <SchoolList
              legend={t`Schools with a schoolwide program`}
              empty={<Trans>None: every school served gives targeted assistance.</Trans>}
              addLabel={t`Add a school with a program`}
              schoolIds={named}
              schools={names.schools}
              isReadOnly={isReadOnly}
              onChange={(schoolwide_schools) => onChange({ schoolwide_schools })}
            />
          )}
        </div>
        <div className="min-w-0">
          <SchoolList
            legend={t`Schools with a waiver of the limit`}
            empty={<Trans>None.</Trans>}
            addLabel={t`Add a school with a waiver`}
            schoolIds={waived}
            schools={names.schools}
            isReadOnly={isReadOnly}
            onChange={(schoolwide_waivers) => onChange({ schoolwide_waivers })}
          />
          <Cite of="schoolwide_waivers" />
        </div>
      </div>
    </Group>
  );
}
