import { MoneyInput } from '@kit/money-input';
import { Select } from '@kit/select';
import type { ComplianceSettings, DataNames } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { PROPORTION } from '../model/cites';

type GrantsProps = { settings: ComplianceSettings; names: DataNames; isReadOnly: boolean; onChange: (changes: Partial<ComplianceSettings>) => void };

const BY_NAME = 'by-name';
const NO_SOURCE = 'none';
const SEVERAL = 'several';
// A source's id may be any word; in the list it stands behind this.
const SOURCE = 'source:';

/** California's supplemental and concentration money, and the base grant that it is a share of. */
export function CaliforniaGrants({ settings, names, isReadOnly, onChange }: GrantsProps) {
  const { t } = useLingui();
  const chosen = settings.supplemental_source_ids ?? null;
  const nameOf = (id: string) => names.sources.find((source) => source.source_id === id)?.name ?? t`${id} (not in the data)`;
  const selected = chosen === null ? BY_NAME : chosen.length > 1 ? SEVERAL : chosen[0] === undefined ? NO_SOURCE : SOURCE + chosen[0];
  const ids = new Set([...(chosen?.length === 1 ? chosen : []), ...names.sources.map((source) => source.source_id)]);
  return (
    <fieldset className="grid min-w-0 items-start gap-x-8 gap-y-5 sm:col-span-2 sm:grid-cols-2 lg:col-span-3 lg:grid-cols-3">
      <legend className="mb-3 font-semibold">
        <Trans>California: services improve in proportion</Trans>
      </legend>
      <Select
        label={t`Supplemental and concentration money`}
        description={PROPORTION}
        isDisabled={isReadOnly}
        selected={selected}
        onSelect={(id) => {
          if (id !== SEVERAL) onChange({ supplemental_source_ids: id === BY_NAME ? null : id === NO_SOURCE ? [] : [id.slice(SOURCE.length)] });
        }}
        items={[
          { id: BY_NAME, label: t`The sources whose name says so` },
          { id: NO_SOURCE, label: t`There is none` },
          ...(chosen !== null && chosen.length > 1 ? [{ id: SEVERAL, label: chosen.map(nameOf).join(', ') }] : []),
          ...Array.from(ids, (id) => ({ id: SOURCE + id, label: nameOf(id) })),
        ]}
      />
      <MoneyInput
        label={t`Supplemental and concentration grant`}
        description={t`Empty: what these sources hold`}
        value={settings.supplemental_grant_cents ?? null}
        isDisabled={isReadOnly}
        onChange={(supplemental_grant_cents) => onChange({ supplemental_grant_cents })}
      />
      <MoneyInput
        label={t`Base grant`}
        description={t`Empty: the source whose name says base, else the state’s other unrestricted money`}
        value={settings.base_grant_cents ?? null}
        isDisabled={isReadOnly}
        onChange={(base_grant_cents) => onChange({ base_grant_cents })}
      />
    </fieldset>
  );
}
