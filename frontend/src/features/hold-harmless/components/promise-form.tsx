import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { PercentInput } from '@kit/percent-input';
import { Select } from '@kit/select';
import type { HoldHarmless, Policy } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatBp } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { inEqualSteps, payerId, payerOf, percentIn, withPercent } from '../model/promise';

export type PromiseFormProps = { promise: HoldHarmless; policy: Policy; years: readonly number[]; onChange: (promise: HoldHarmless) => void; nameOf: (sourceId: string) => string };

/** The promise by year, and who pays. */
export function PromiseForm({ promise, policy, years, onChange, nameOf }: PromiseFormProps) {
  const { t } = useLingui();
  const [lastBp, setLastBp] = useState(0);
  const lastYear = years.at(-1);
  const payers = [
    { id: 'gainers', label: t`schools that gain` },
    ...policy.sources.flatMap((source) =>
      source.distribution === 'unlocked'
        ? [
            { id: `central_share:${source.source_id}`, label: t`central share of ${nameOf(source.source_id)}` },
            { id: `reserve:${source.source_id}`, label: t`reserve of ${nameOf(source.source_id)}` },
          ]
        : [],
    ),
  ];
  return (
    <Card
      title={promise.label || t`The promise`}
      description={promise.basis === 'per_pupil' ? t`Percent of today’s budget for each pupil.` : t`Percent of today’s budget.`}
    >
      <div className="flex flex-wrap gap-4">
        {years.map((year) => (
          <PercentInput
            key={year}
            className="w-32"
            label={fiscalYearName(year)}
            value={percentIn(promise, year)}
            onChange={(bp) => bp !== null && onChange(withPercent(promise, years, year, bp))}
          />
        ))}
        <Select className="w-80 max-w-full" label={t`Who pays`} items={payers} selected={payerId(promise.payer)} onSelect={(id) => onChange({ ...promise, payer: payerOf(id) })} />
      </div>
      {lastYear !== undefined && (
        <div className="mt-4 flex flex-wrap items-end gap-3 border-t border-line pt-4">
          <PercentInput className="w-52" label={t`Percentage in ${fiscalYearName(lastYear)}`} isRequired value={lastBp} onChange={(bp) => bp !== null && setLastBp(bp)} />
          <Button onPress={() => onChange(inEqualSteps(promise, years, lastBp))}>
            <Trans>Phase out in equal steps</Trans>
          </Button>
          <p className="w-full text-sm text-muted">
            {lastBp === 0 ? (
              <Trans>It goes down by the same amount every year and ends in {fiscalYearName(lastYear)}.</Trans>
            ) : (
              <Trans>
                It goes by the same amount every year to {formatBp(lastBp)} in {fiscalYearName(lastYear)}, and stays there.
              </Trans>
            )}
          </p>
        </div>
      )}
    </Card>
  );
}
