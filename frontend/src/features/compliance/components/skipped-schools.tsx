import { IconButton } from '@kit/icon-button';
import { MoneyInput } from '@kit/money-input';
import { Select } from '@kit/select';
import type { TitleOne, TitleOneSettings } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';

type Skipped = NonNullable<TitleOneSettings['skipped']>;
type SkippedSchoolsProps = { skipped: Skipped; outcome: TitleOne; isReadOnly: boolean; onChange: (skipped: Skipped) => void };

/** Ranked schools passed over because state or local money gives them as much. */
export function SkippedSchools({ skipped, outcome, isReadOnly, onChange }: SkippedSchoolsProps) {
  const { t } = useLingui();
  const names = new Map(outcome.schools.map((school) => [school.school_id, school.name]));
  const free = outcome.schools.filter((school) => school.eligible && !skipped.some((one) => one.school_id === school.school_id));
  return (
    <fieldset className="mt-6 min-w-0">
      <legend className="font-semibold">
        <Trans>Skipped schools</Trans>
      </legend>
      <p className="mt-1 mb-3 max-w-line text-sm text-muted">
        <Trans>A ranked school may be skipped when it is comparable and state or local money of the same kind gives it at least as much.</Trans>
      </p>
      <ul className="space-y-3">
        {skipped.map((one) => (
          <li key={one.school_id} className="flex max-w-form items-end gap-2">
            <MoneyInput
              className="grow"
              label={t`State or local money instead at ${names.get(one.school_id) ?? one.school_id}`}
              value={one.supplemental_cents}
              isDisabled={isReadOnly}
              onChange={(cents) => onChange(skipped.map((other) => (other.school_id === one.school_id ? { ...other, supplemental_cents: cents ?? 0 } : other)))}
            />
            {!isReadOnly && (
              <IconButton icon="close" label={t`Do not skip ${names.get(one.school_id) ?? one.school_id}`} onPress={() => onChange(skipped.filter((other) => other.school_id !== one.school_id))} />
            )}
          </li>
        ))}
      </ul>
      {!isReadOnly && free.length > 0 && (
        <Select
          className="mt-3 max-w-form"
          label={t`Skip a school`}
          placeholder={t`Choose a school`}
          selected={null}
          onSelect={(school_id) => onChange([...skipped, { school_id, supplemental_cents: 0, comparable: true }])}
          items={free.map((school) => ({ id: school.school_id, label: school.name }))}
        />
      )}
    </fieldset>
  );
}
