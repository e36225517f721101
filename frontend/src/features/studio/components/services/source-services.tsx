import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { IconButton } from '@kit/icon-button';
import { MoneyInput } from '@kit/money-input';
import { Select } from '@kit/select';
import type { CentralService, PolicySource } from '@lib/api-types';
import { formatDollars, formatShortDollars } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import type { PricedService } from '../../api/central-services';
import { letServicesDecide, servicesOf, setServices, sharedByServices } from '../../model/central-services';
import { type Editing, type SourceFigures, sourceName } from '../editing';
import { LabelField } from '../label-field';
import { FigurePicker } from '../rules/figure-picker';
import { MODE_WORDS, MODES } from './service-words';

type SourceServicesProps = { editing: Editing; source: PolicySource; figures: SourceFigures | undefined; priced: readonly PricedService[] | undefined };

/** The services that one source pays for. */
export function SourceServices({ editing, source, figures, priced }: SourceServicesProps) {
  const { t } = useLingui();
  const services = servicesOf(source);
  const { source_id: sourceId } = source;
  const isByServices = sharedByServices(source);
  const held = figures?.central_share_cents ?? 0;
  const change = (next: readonly CentralService[]) => editing.edit(setServices(sourceId, next));
  const add = () => change([...services, { name: t`New service`, mode: 'central', amount_cents: 0 }]);
  if (services.length === 0 && held === 0 && !editing.canEdit) return null;
  return (
    <Card
      title={sourceName(editing, sourceId)}
      description={
        isByServices ? (
          <Trans>{formatDollars(held)} held centrally: the services below that stay central.</Trans>
        ) : (
          <Trans>{formatDollars(held)} held centrally, as typed at the source; the services below say what it pays for.</Trans>
        )
      }
      actions={
        editing.canEdit && (
          <Button size="small" icon="plus" onPress={add}>
            <Trans>Add a service</Trans>
          </Button>
        )
      }
    >
      {!isByServices && editing.canEdit && (
        <p className="mb-4 flex flex-wrap items-center justify-between gap-2 rounded-md bg-sunken p-3 text-sm">
          <span className="min-w-0">
            <Trans>The amount is typed, so giving a service to schools changes nothing yet.</Trans>
          </span>
          <Button size="small" onPress={() => editing.edit(letServicesDecide(sourceId, held, t`Other central services`))}>
            <Trans>Let the services decide</Trans>
          </Button>
        </p>
      )}
      {services.length === 0 ? (
        <p className="text-sm text-muted">
          {held === 0 ? <Trans>Nothing of this source is held centrally.</Trans> : <Trans>No service is named yet. Schools will ask what the money is for.</Trans>}
        </p>
      ) : (
        <ul className="space-y-4">
          {services.map((service, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- the name of a service is what is being typed
            <li key={place}>
              <ServiceFields
                editing={editing}
                service={service}
                place={place}
                priced={priced?.[place]}
                onChange={(next) => change(services.with(place, next))}
                onRemove={() => change(services.filter((_, other) => other !== place))}
              />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

type ServiceFieldsProps = {
  editing: Editing;
  service: CentralService;
  place: number;
  priced: PricedService | undefined;
  onChange: (service: CentralService) => void;
  onRemove: () => void;
};

const PER_SCHOOL = 'school';

function ServiceFields({ editing, service, place, priced, onChange, onRemove }: ServiceFieldsProps) {
  const { t, i18n } = useLingui();
  const isReadOnly = !editing.canEdit;
  const { name } = service;
  const isPerSchool = service.sold_per === null || service.sold_per === undefined;
  return (
    <fieldset className="min-w-0 rounded-lg border border-line bg-canvas p-3">
      <legend className="sr-only">{name}</legend>
      <div className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)_auto]">
        <LabelField label={t`Service`} value={name} isDisabled={isReadOnly} onCommit={(next) => next !== '' && onChange({ ...service, name: next })} />
        <MoneyInput label={t`What it costs`} isRequired isReadOnly={isReadOnly} value={service.amount_cents} onChange={(cents) => cents !== null && onChange({ ...service, amount_cents: cents })} />
        <Select
          label={t`What happens with it`}
          isDisabled={isReadOnly}
          items={MODES.map((mode) => ({ id: mode, label: i18n._(MODE_WORDS[mode].name) }))}
          selected={service.mode}
          onSelect={(mode) => onChange(mode === 'sold' ? { ...service, mode, price_cents: service.price_cents ?? 0, sold_per: service.sold_per ?? 'pupils' } : { ...service, mode })}
        />
        {!isReadOnly && <IconButton icon="close" label={t`Remove ${name}`} onPress={onRemove} />}
      </div>
      <p className="mt-2 text-sm text-muted">{i18n._(MODE_WORDS[service.mode].meaning)}</p>
      {service.mode === 'sold' && (
        <div className="mt-3 grid items-end gap-3 sm:grid-cols-3">
          <MoneyInput label={t`Price`} isRequired isReadOnly={isReadOnly} value={service.price_cents ?? 0} onChange={(cents) => cents !== null && onChange({ ...service, price_cents: cents })} />
          <Select
            label={t`for each`}
            isDisabled={isReadOnly}
            items={[
              { id: PER_SCHOOL, label: t`school` },
              { id: 'figure', label: t`pupil, position or other count` },
            ]}
            selected={isPerSchool ? PER_SCHOOL : 'figure'}
            onSelect={(per) => onChange({ ...service, sold_per: per === PER_SCHOOL ? null : 'pupils' })}
          />
          {!isPerSchool && (
            <FigurePicker editing={editing} label={t`Counted by`} field={`central_services/${place}/sold_per`} value={service.sold_per ?? 'pupils'} onChange={(sold_per) => onChange({ ...service, sold_per })} />
          )}
        </div>
      )}
      {service.mode === 'sold' && priced?.mode === 'sold' && (
        <p className="mt-2 text-sm font-semibold tabular-nums">
          <Trans>
            Schools pay {formatShortDollars(priced.charged_cents)} for what costs {formatShortDollars(priced.amount_cents)}.
          </Trans>
        </p>
      )}
    </fieldset>
  );
}
