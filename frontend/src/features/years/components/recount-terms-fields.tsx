import { PercentInput } from '@kit/percent-input';
import { RadioGroup } from '@kit/radio-group';
import { Select } from '@kit/select';
import type { ImportLine, ResultSource } from '@lib/api-types';
import { formatCents } from '@lib/money';
import { formatDate } from '@lib/number-format';
import { useLingui } from '@lingui/react/macro';
import type { PayerKind, RecountTerms } from '../model/recount-terms';

type RecountTermsFieldsProps = {
  terms: RecountTerms;
  onChange: (next: RecountTerms) => void;
  counts: readonly ImportLine[];
  /** The version that was published. */
  published: number | null;
  sources: readonly ResultSource[];
};

/** Which counts, how far they move a school, and who pays. */
export function RecountTermsFields({ terms, onChange, counts, published, sources }: RecountTermsFieldsProps) {
  const { t } = useLingui();
  const set = (changes: Partial<RecountTerms>) => onChange({ ...terms, ...changes });
  const paying = sources.filter((source) => (terms.payer === 'central_share' ? source.central_share_cents > 0 : source.distribution !== 'locked'));
  const versionName = (line: ImportLine) => {
    const said = line.label === '' ? formatDate(line.stored_at) : line.label;
    return line.version === published ? t`Version ${line.version}, ${said} (published)` : t`Version ${line.version}, ${said}`;
  };
  return (
    <div className="space-y-5">
      <div className="grid gap-4 sm:grid-cols-3">
        <Select
          label={t`Counts to use`}
          items={counts.map((line) => ({ id: String(line.version), label: versionName(line) }))}
          selected={String(terms.counts)}
          onSelect={(version) => set({ counts: Number(version) })}
        />
        <PercentInput label={t`Part of each change that counts`} value={terms.percentBp} onChange={(bp) => set({ percentBp: Math.min(bp ?? 10_000, 10_000) })} />
        <PercentInput
          label={t`Largest change of a school`}
          description={t`Of what was published; empty: no cap.`}
          value={terms.capBp}
          onChange={(bp) => set({ capBp: bp })}
        />
      </div>
      <RadioGroup
        label={t`Direction`}
        items={[
          { id: 'up_only', label: t`Upwards only`, description: t`Nobody falls below what was published.` },
          { id: 'both', label: t`Both ways`, description: t`Schools with fewer pupils give back.` },
        ]}
        selected={terms.direction}
        onSelect={(direction) => set({ direction })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select<PayerKind>
          label={t`Who pays`}
          items={[
            { id: 'reserve', label: t`A reserve` },
            { id: 'central_share', label: t`A central share` },
            { id: 'gainers', label: t`Schools that gain, in proportion` },
          ]}
          selected={terms.payer}
          onSelect={(payer) => set({ payer })}
        />
        {terms.payer !== 'gainers' && (
          <Select
            label={t`Of which source`}
            items={paying.map((source) => ({
              id: source.source_id,
              label: `${source.name} (${formatCents(terms.payer === 'reserve' ? source.reserve_cents : source.central_share_cents)})`,
            }))}
            selected={paying.some((source) => source.source_id === terms.sourceId) ? terms.sourceId : null}
            onSelect={(sourceId) => set({ sourceId })}
            placeholder={t`Choose a source`}
          />
        )}
      </div>
    </div>
  );
}
