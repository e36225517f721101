import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { PercentInput } from '@kit/percent-input';
import { Select } from '@kit/select';
import type { HoldHarmless, Policy } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { Trans, useLingui } from '@lingui/react/macro';
import { inEqualSteps, payerId, payerOf, percentIn, withPercent } from '../model/promise';

export type PromiseFormProps = { promise: HoldHarmless; policy: Policy; years: readonly number[]; onChange: (promise: HoldHarmless) => void; nameOf: (sourceId: string) => string };

const LAST_BP = 8_000;

/** The promise by year, and who pays. */
export function PromiseForm({ promise, policy, years, onChange, nameOf }: PromiseFormProps) {
  const { t } = useLingui();
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
      actions={
        <Button size="small" onPress={() => onChange(inEqualSteps(promise, years, LAST_BP))}>
          <Trans>Phase out in equal steps</Trans>
        </Button>
      }
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
    </Card>
  );
}
