import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { EmptyState } from '@kit/empty-state';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { showToast } from '@kit/toast-queue';
import { WhyProvider } from '@kit/why';
import type { DistrictSettings, Policy, Scenario } from '@lib/api-types';
import { useSourceNames } from '@lib/data-names';
import { useMe } from '@lib/session';
import { versionNotes } from '@lib/version-notes';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { outlookQuery, useSavePromise } from '../api/outlook';
import { addPromise, isHoldHarmless, replaceAdjustment } from '../model/promise';
import { PromiseForm } from './promise-form';
import { SchoolsOfYear } from './schools-of-year';
import { YearTable } from './year-table';
import { YearTrouble } from './year-trouble';

export function Promises({ scenario, etag, district }: { scenario: Scenario; etag: string | null; district: DistrictSettings }) {
  const { t } = useLingui();
  const me = useMe();
  const [policy, setPolicy] = useState<Policy>(scenario.policy);
  const [year, setYear] = useState(scenario.fiscal_year);
  const outlook = useQuery(outlookQuery(scenario.scenario_id, policy));
  const save = useSavePromise(scenario.scenario_id);
  const canSave = me.roles.some((role) => role === 'superintendent' || role === 'budget_director' || role === 'budget_analyst');
  const nameOf = useSourceNames(scenario.scenario_id);
  const promises = policy.adjustments.filter(isHoldHarmless);
  const collars = policy.adjustments.some((adjustment) => adjustment.kind === 'collar' || adjustment.kind === 'minimum_operational_budget');
  const isChanged = policy !== scenario.policy;
  const years = outlook.data?.years ?? [];
  const shown = years.find((each) => each.fiscal_year === year) ?? years[0];
  const submit = () =>
    save.mutate({ name: scenario.name, policy, note: versionNotes.holdHarmless, etag }, { onSuccess: () => showToast({ text: t`Saved in “${scenario.name}”.` }) });

  if (promises.length === 0 && !collars) {
    return (
      <EmptyState
        title={t`This policy makes no such promise`}
        action={
          <Button variant="primary" onPress={() => setPolicy(addPromise(policy))}>
            <Trans>Try 95 %, paid by schools that gain</Trans>
          </Button>
        }
      >
        <Trans>With a promise of 95 %, a school that has $1,000,000 today keeps at least $950,000, and somebody pays the difference.</Trans>
      </EmptyState>
    );
  }
  return (
    <div className="space-y-6">
      {promises.map((promise) => (
        <PromiseForm key={promise.adjustment_id} nameOf={nameOf} promise={promise} policy={policy} years={years.map((each) => each.fiscal_year)} onChange={(next) => setPolicy(replaceAdjustment(policy, next))} />
      ))}
      {isChanged && (
        <div className="flex flex-wrap items-center gap-3">
          {canSave && (
            <Button variant="primary" isPending={save.isPending} onPress={submit}>
              <Trans>Save in this scenario</Trans>
            </Button>
          )}
          <Button icon="undo" onPress={() => setPolicy(scenario.policy)}>
            <Trans>Back to what is saved</Trans>
          </Button>
        </div>
      )}
      {save.isError && <ProblemPanel error={save.error} />}
      {outlook.isError ? (
        <ProblemPanel error={outlook.error} onRetry={() => void outlook.refetch()} />
      ) : outlook.data === undefined || shown === undefined ? (
        <Loading lines={8} />
      ) : (
        <div aria-busy={outlook.isPlaceholderData} className="space-y-6">
          <Card title={t`What each year costs`} description={t`Pupils, revenue and today’s budgets stay as they are, so that you see the promise by itself: no forecast.`} flush>
            <YearTable nameOf={nameOf} years={years} policy={policy} selected={shown.fiscal_year} onSelect={setYear} />
          </Card>
          {years
            .filter((each) => each.refusal !== null)
            .slice(0, 1)
            .map((each) => (
              <YearTrouble key={each.fiscal_year} scenarioId={scenario.scenario_id} year={each} district={district} onTry={(way) => setPolicy({ ...(way as Policy), fiscal_year: scenario.fiscal_year })} />
            ))}
          {shown.refusal === null &&
            (shown.fiscal_year === policy.fiscal_year ? (
              <WhyProvider origin={{ scenarioId: scenario.scenario_id, policy }}>
                <SchoolsOfYear outlook={outlook.data} year={shown} />
              </WhyProvider>
            ) : (
              // A later year's figures are of no scenario that could be asked.
              <SchoolsOfYear outlook={outlook.data} year={shown} />
            ))}
        </div>
      )}
    </div>
  );
}
