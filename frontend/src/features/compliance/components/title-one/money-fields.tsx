import { MoneyInput } from '@kit/money-input';
import { Select } from '@kit/select';
import { Switch } from '@kit/switch';
import { useLingui } from '@lingui/react/macro';
import { Amount, Cite, cited, type FieldsProps, GRID, Group } from './fields';

const BY_NAME = '';

/** Which money is Title I, how much of it there is, and what last year left. */
export function MoneyFields({ sourceId, ...props }: FieldsProps & { sourceId: string | null }) {
  const { t } = useLingui();
  const { settings, names, isReadOnly, onChange } = props;
  const chosen = settings.source_id ?? null;
  const items = names.sources.map((source) => ({ id: source.source_id, label: source.name }));
  const isUnknown = chosen !== null && names.sources.length > 0 && !names.sources.some((source) => source.source_id === chosen);
  if (chosen !== null && !names.sources.some((source) => source.source_id === chosen)) items.unshift({ id: chosen, label: chosen });
  const named = names.sources.find((source) => source.source_id === sourceId)?.name ?? sourceId;
  return (
    <Group title={t`The money`}>
      <div className={GRID}>
        <Select
          label={t`Revenue source that is Title I`}
          description={cited('source_id')}
          errorMessage={isUnknown ? t`The data have no such source: choose one of them.` : null}
          isDisabled={isReadOnly}
          selected={chosen ?? BY_NAME}
          onSelect={(source) => onChange({ source_id: source === BY_NAME ? null : source })}
          items={[{ id: BY_NAME, label: named === null || chosen !== null ? t`The one whose name says so` : t`By its name: ${named}` }, ...items]}
        />
        <MoneyInput
          label={t`Allocation`}
          description={cited('allocation_cents', named === null ? undefined : t`Empty: the amount of ${named}`)}
          value={settings.allocation_cents ?? null}
          isDisabled={isReadOnly}
          onChange={(allocation_cents) => onChange({ allocation_cents })}
        />
        <Amount of="carryover_cents" label={t`Carried over from last year`} {...props} />
        <MoneyInput
          label={t`Last year’s allocation`}
          description={cited('carryover_of_cents', t`The limit is a share of it`)}
          value={settings.carryover_of_cents ?? null}
          isDisabled={isReadOnly}
          onChange={(carryover_of_cents) => onChange({ carryover_of_cents })}
        />
        <div>
          <Switch label={t`The state waived the limit this year`} isSelected={settings.carryover_waiver ?? false} isDisabled={isReadOnly} onChange={(carryover_waiver) => onChange({ carryover_waiver })} />
          <Cite of="carryover_waiver" />
        </div>
      </div>
    </Group>
  );
}
