import { Button } from '@kit/button';
import { NumberField } from '@kit/number-field';
import { Select } from '@kit/select';
import { formatBpChange } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { type Expectations, MOST_YEARS } from '../model/expectations';

type ExpectationFieldsProps = {
  expectations: Expectations;
  onChange: (next: Expectations) => void;
  sources: readonly { id: string; name: string }[];
  levels: readonly { id: string; name: string }[];
};

const YEARS = Array.from({ length: MOST_YEARS - 1 }, (_, index) => index + 2);
/** All of it gone, or twice as much: more than a year brings, and more than the service takes. */
const LIMIT_BP = 10_000;

/** Growth of revenue and pupils: one number for all, others by source and level where they differ. */
export function ExpectationFields({ expectations, onChange, sources, levels }: ExpectationFieldsProps) {
  const { t } = useLingui();
  const [byPart, setByPart] = useState(false);
  const set = (changes: Partial<Expectations>) => onChange({ ...expectations, ...changes });
  return (
    <div className="space-y-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <Select
          label={t`Years, this one included`}
          items={YEARS.map((years) => ({ id: String(years), label: String(years) }))}
          selected={String(expectations.years)}
          onSelect={(years) => set({ years: Number(years) })}
        />
        <GrowthField label={t`Revenue grows a year by`} value={expectations.revenueBp} onChange={(bp) => set({ revenueBp: bp ?? 0 })} />
        <GrowthField label={t`Pupils grow a year by`} value={expectations.pupilsBp} onChange={(bp) => set({ pupilsBp: bp ?? 0 })} description={t`Below zero where they become fewer.`} />
      </div>
      <Button variant="quiet" size="small" icon={byPart ? 'chevron-down' : 'chevron-right'} onPress={() => setByPart(!byPart)} aria-expanded={byPart}>
        <Trans>Different for some sources or levels</Trans>
      </Button>
      {byPart && (
        <div className="grid gap-6 md:grid-cols-2">
          <fieldset className="min-w-0">
            <legend className="mb-2 text-sm font-semibold">
              <Trans>Revenue by source</Trans>
            </legend>
            <div className="grid gap-3 sm:grid-cols-2">
              {sources.map((source) => (
                <GrowthField
                  key={source.id}
                  label={source.name}
                  value={expectations.revenueBySource[source.id] ?? null}
                  description={t`Empty: ${formatBpChange(expectations.revenueBp)}`}
                  onChange={(bp) => set({ revenueBySource: { ...expectations.revenueBySource, [source.id]: bp } })}
                />
              ))}
            </div>
          </fieldset>
          <fieldset className="min-w-0">
            <legend className="mb-2 text-sm font-semibold">
              <Trans>Pupils by level</Trans>
            </legend>
            <div className="grid gap-3 sm:grid-cols-2">
              {levels.map((level) => (
                <GrowthField
                  key={level.id}
                  label={level.name}
                  value={expectations.pupilsByLevel[level.id] ?? null}
                  description={t`Empty: ${formatBpChange(expectations.pupilsBp)}`}
                  onChange={(bp) => set({ pupilsByLevel: { ...expectations.pupilsByLevel, [level.id]: bp } })}
                />
              ))}
            </div>
          </fieldset>
        </div>
      )}
    </div>
  );
}

type GrowthFieldProps = { label: string; value: number | null; onChange: (bp: number | null) => void; description?: string };

function GrowthField({ label, value, onChange, description }: GrowthFieldProps) {
  const { t } = useLingui();
  const [isTooMuch, setTooMuch] = useState(false);
  function take(text: string | null) {
    const bp = text === null ? null : Math.round(Number(text) * 100);
    const refused = bp !== null && Math.abs(bp) > LIMIT_BP;
    setTooMuch(refused);
    if (!refused) onChange(bp);
  }
  return (
    <NumberField
      label={label}
      description={description}
      suffix="%"
      value={value === null ? null : String(value / 100)}
      allowNegative
      maxDecimals={2}
      errorMessage={isTooMuch ? t`Type a number from -100 to 100.` : undefined}
      onChange={take}
    />
  );
}
