import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { Select } from '@kit/select';
import { TextField } from '@kit/text-field';
import { showToast } from '@kit/toast-queue';
import type { Comparison, YearReviews } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatDate } from '@lib/number-format';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useAdopt } from '../api/comparison';

/** Choose the year's scenario: the one that everybody works on from here. */
export function AdoptCard({ comparison, reviews }: { comparison: Comparison; reviews: YearReviews }) {
  const { t } = useLingui();
  const canAdopt = useMe().roles.some((role) => role === 'superintendent' || role === 'budget_director');
  const adopt = useAdopt(comparison.fiscal_year);
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const adopted = reviews.adopted;
  const adoptedName = reviews.items.find((item) => item.scenario_id === adopted?.scenario_id)?.scenario_name;
  const year = fiscalYearName(comparison.fiscal_year);
  return (
    <Card title={t`The year’s scenario`} description={t`Adopting says which scenario the district goes on with. It publishes nothing, and another can be adopted later; both stand in the record.`}>
      <div className="max-w-form space-y-4">
        {adopted !== null && adoptedName !== undefined && (
          <Notice tone="positive" title={<Trans>“{adoptedName}” is adopted for {year}</Trans>}>
            <Trans>
              by {adopted.adopted_by}, {formatDate(adopted.adopted_at)}
            </Trans>
          </Notice>
        )}
        {canAdopt ? (
          <>
            <Select
              label={t`Scenario to adopt`}
              items={comparison.scenarios.filter((scenario) => scenario.outcome !== null).map((scenario) => ({ id: scenario.scenario_id, label: scenario.name }))}
              selected={chosen}
              placeholder={t`Choose one`}
              onSelect={setChosen}
            />
            <TextField label={t`Why this one`} description={t`Stands in the record of the scenario.`} lines={2} value={reason} onChange={setReason} />
            {adopt.isError && <ProblemPanel error={adopt.error} />}
            <Button
              variant="primary"
              isDisabled={chosen === null}
              isPending={adopt.isPending}
              onPress={() =>
                chosen !== null &&
                adopt.mutate(
                  { scenarioId: chosen, reason: reason.trim() },
                  {
                    onSuccess: () => {
                      showToast({ text: t`Adopted for ${year}` });
                      setReason('');
                    },
                  },
                )
              }
            >
              <Trans>Adopt for {year}</Trans>
            </Button>
          </>
        ) : (
          <p className="text-muted">
            <Trans>The superintendent or the budget director adopts a scenario.</Trans>
          </p>
        )}
      </div>
    </Card>
  );
}
