import { MoneyInput } from '@kit/money-input';
import { Select } from '@kit/select';
import type { Payer } from '@lib/api-types';
import { useLingui } from '@lingui/react/macro';
import { type Editing, sourceName } from './editing';

type PayerFieldsProps = { editing: Editing; payer: Payer; onChange: (payer: Payer) => void };

/** Whose money lifts a school to its floor. */
export function PayerFields({ editing, payer, onChange }: PayerFieldsProps) {
  const { t } = useLingui();
  const open = editing.policy.sources.filter((source) => source.distribution !== 'locked');
  const firstSource = open[0]?.source_id ?? '';
  const sourceId = 'source_id' in payer ? payer.source_id : firstSource;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Select
        label={t`Who pays`}
        isDisabled={!editing.canEdit}
        items={[
          { id: 'gainers', label: t`schools above their floor` },
          { id: 'reserve', label: t`what a source leaves` },
          { id: 'central_share', label: t`a source’s central share` },
        ]}
        selected={payer.kind}
        onSelect={(kind) => onChange(kind === 'gainers' ? { kind } : { kind, source_id: sourceId })}
      />
      {payer.kind !== 'gainers' && (
        <Select
          label={t`Source`}
          isDisabled={!editing.canEdit}
          items={open.map((source) => ({ id: source.source_id, label: sourceName(editing, source.source_id) }))}
          selected={sourceId}
          onSelect={(source_id) => onChange({ ...payer, source_id })}
        />
      )}
      {payer.kind === 'reserve' && (
        <MoneyInput
          className="sm:col-span-2"
          label={t`Set aside for it first`}
          description={t`Before the source is shared; empty: whatever its rules leave.`}
          isReadOnly={!editing.canEdit}
          value={payer.amount_cents ?? null}
          onChange={(amount_cents) => onChange({ ...payer, amount_cents })}
        />
      )}
    </div>
  );
}
