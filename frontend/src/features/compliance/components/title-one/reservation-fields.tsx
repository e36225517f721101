import { Button } from '@kit/button';
import { IconButton } from '@kit/icon-button';
import { MoneyInput } from '@kit/money-input';
import { TextField } from '@kit/text-field';
import { Trans, useLingui } from '@lingui/react/macro';
import { Amount, Cite, cited, type FieldsProps, GRID, Group } from './fields';

const MOST_RESERVATIONS = 50;
const LONGEST_NAME = 200;

/** What is taken off before schools: the kinds that the law names, and the district's own. */
export function ReservationFields(props: FieldsProps) {
  const { t } = useLingui();
  const { settings, isReadOnly, onChange } = props;
  return (
    <Group title={t`Reservations`} lead={<Trans>Taken off the allocation before schools, after the private schools’ share.</Trans>}>
      <div className={GRID}>
        <Amount of="homeless_cents" label={t`Children without a home`} {...props} />
        <Amount of="neglected_cents" label={t`Neglected and delinquent children`} {...props} />
        <Amount of="administration_cents" label={t`Administration`} {...props} />
        <MoneyInput
          label={t`Parent and family engagement`}
          description={cited('parent_engagement_cents', t`Empty: the least the law asks for`)}
          value={settings.parent_engagement_cents ?? null}
          isDisabled={isReadOnly}
          onChange={(parent_engagement_cents) => onChange({ parent_engagement_cents })}
        />
        <MoneyInput
          label={t`Of it to schools`}
          description={cited('parent_engagement_to_schools_cents', t`Empty: the least share`)}
          value={settings.parent_engagement_to_schools_cents ?? null}
          isDisabled={isReadOnly}
          onChange={(parent_engagement_to_schools_cents) => onChange({ parent_engagement_to_schools_cents })}
        />
      </div>
      <Others {...props} />
    </Group>
  );
}

/** Reservations of the district's own, by name; each becomes a central service when the plan is taken over. */
function Others({ settings, isReadOnly, onChange }: FieldsProps) {
  const { t } = useLingui();
  const others = settings.other_reservations ?? [];
  const set = (place: number, changes: Partial<(typeof others)[number]>) => onChange({ other_reservations: others.map((one, at) => (at === place ? { ...one, ...changes } : one)) });
  if (isReadOnly && others.length === 0) return null;
  return (
    <fieldset className="mt-5 min-w-0">
      <legend className="text-sm font-semibold">
        <Trans>Other reservations</Trans>
      </legend>
      <Cite of="other_reservations" />
      <ul className="mt-2 space-y-3">
        {others.map((one, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- a reservation has no other name than the one being typed
          <li key={place} className="grid max-w-form grid-cols-[minmax(0,1fr)_minmax(0,9rem)_auto] items-start gap-2">
            <TextField
              label={t`Reserved for`}
              placeholder={t`Summer school`}
              maxLength={LONGEST_NAME}
              isReadOnly={isReadOnly}
              value={one.name}
              errorMessage={one.name.trim() === '' ? t`Say what it is for.` : null}
              onChange={(name) => set(place, { name })}
            />
            <MoneyInput label={t`Amount`} value={one.amount_cents} isDisabled={isReadOnly} onChange={(cents) => set(place, { amount_cents: cents ?? 0 })} />
            {!isReadOnly && (
              <IconButton
                icon="close"
                className="mt-6"
                label={one.name === '' ? t`Remove this reservation` : t`Remove ${one.name}`}
                onPress={() => onChange({ other_reservations: others.filter((_, at) => at !== place) })}
              />
            )}
          </li>
        ))}
      </ul>
      {!isReadOnly && others.length < MOST_RESERVATIONS && (
        <Button size="small" icon="plus" className="mt-3" onPress={() => onChange({ other_reservations: [...others, { name: '', amount_cents: 0 }] })}>
          <Trans>Reserve for something else</Trans>
        </Button>
      )}
    </fieldset>
  );
}
