import { ComboBox } from '@kit/combo-box';
import { IconButton } from '@kit/icon-button';
import { MoneyInput } from '@kit/money-input';
import { Switch } from '@kit/switch';
import { Trans, useLingui } from '@lingui/react/macro';
import { Cite, type FieldsProps, Group } from './fields';

/** Ranked schools passed over because state or local money gives them as much. */
export function SkippedFields({ settings, names, isReadOnly, onChange }: FieldsProps) {
  const { t } = useLingui();
  const skipped = settings.skipped ?? [];
  const nameOf = (id: string) => names.schools.find((school) => school.school_id === id)?.name ?? id;
  const free = names.schools.filter((school) => !skipped.some((one) => one.school_id === school.school_id));
  const put = (schoolId: string, changes: Partial<(typeof skipped)[number]>) =>
    onChange({ skipped: skipped.map((one) => (one.school_id === schoolId ? { ...one, ...changes } : one)), plan: null });
  return (
    <Group
      title={t`Skipped schools`}
      lead={<Trans>A ranked school may be skipped when it is comparable and state or local money of the same kind gives it at least as much.</Trans>}
    >
      <ul className="space-y-3">
        {skipped.map((one) => (
          <li key={one.school_id} className="max-w-form">
            <div className="flex items-end gap-2">
              <MoneyInput
                className="grow"
                label={t`State or local money instead at ${nameOf(one.school_id)}`}
                value={one.supplemental_cents}
                isDisabled={isReadOnly}
                onChange={(cents) => put(one.school_id, { supplemental_cents: cents ?? 0 })}
              />
              {!isReadOnly && (
                <IconButton
                  icon="close"
                  label={t`Do not skip ${nameOf(one.school_id)}`}
                  onPress={() => onChange({ skipped: skipped.filter((other) => other.school_id !== one.school_id), plan: null })}
                />
              )}
            </div>
            <Switch
              label={t`${nameOf(one.school_id)} is comparable`}
              isSelected={one.comparable ?? true}
              isDisabled={isReadOnly}
              onChange={(comparable) => put(one.school_id, { comparable })}
            />
          </li>
        ))}
      </ul>
      <Cite of="skipped" />
      {!isReadOnly && free.length > 0 && (
        <ComboBox
          // A new one for every addition, so that the text of the last is gone.
          key={skipped.length}
          className="mt-3 max-w-form"
          label={t`Skip a school`}
          placeholder={t`Choose a school`}
          selected={null}
          onSelect={(school_id) => school_id !== null && onChange({ skipped: [...skipped, { school_id, supplemental_cents: 0, comparable: true }], plan: null })}
          items={free.map((school) => ({ id: school.school_id, label: school.name }))}
        />
      )}
    </Group>
  );
}
