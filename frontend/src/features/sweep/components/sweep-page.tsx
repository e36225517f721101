import { Notice } from '@kit/notice';
import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { WatchedJob } from '@kit/watched-job';
import { districtSettingsQuery } from '@lib/district';
import { fiscalYearName } from '@lib/fiscal-year';
import { type Job, jobsQuery, useJob, useStartJob } from '@lib/jobs';
import { formatWhole } from '@lib/number-format';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { choicesQuery, type SweepParameters, type SweepResult, sweptScenarioQuery } from '../api/sweep';
import { Results } from './results';
import { SetupCard } from './setup-card';
import { useSettingName } from './setting-name';

const EDITORS: ReadonlySet<string> = new Set(['superintendent', 'budget_director', 'budget_analyst']);

/** Thousands of formulas at once: choose what may vary, see what each does, keep those that meet the goals. */
export function SweepPage({ scenarioId, onOpened }: { scenarioId: string; onOpened: (scenarioId: string) => void }) {
  const { t } = useLingui();
  const me = useMe();
  const canStart = me.roles.some((role) => EDITORS.has(role));
  const scenario = useQuery(sweptScenarioQuery(scenarioId));
  const choices = useQuery(choicesQuery(scenarioId));
  const district = useQuery(districtSettingsQuery);
  const earlier = useQuery(jobsQuery('sweep', scenarioId));
  const [started, setStarted] = useState<string | null>(null);
  const start = useStartJob<SweepParameters>('sweep');
  const nameOf = useSettingName(scenarioId, district.data);
  const jobId = started ?? earlier.data?.find((job) => job.state !== 'cancelled' && job.state !== 'failed')?.job_id ?? null;
  const job = useJob<SweepResult>(jobId);
  const failed = [scenario, choices, district, earlier].find((one) => one.isError);
  const isBusy = start.isPending || job.data?.state === 'queued' || job.data?.state === 'running';

  function begin(parameters: SweepParameters) {
    start.mutate({ parameters }, { onSuccess: (made) => setStarted(made.job_id) });
  }

  return (
    <>
      <PageHeader
        context={scenario.data && <Trans>Fiscal year {fiscalYearName(scenario.data.fiscal_year)}</Trans>}
        title={scenario.data === undefined ? t`Try many formulas` : t`Try many formulas: “${scenario.data.name}”`}
        lead={<Trans>Say which settings may move and how far. Thousands of combinations are calculated for every school; you look for those that meet your goals.</Trans>}
      />
      {failed !== undefined ? (
        <ProblemPanel error={failed.error} onRetry={() => void failed.refetch()} />
      ) : scenario.data === undefined || choices.data === undefined || district.data === undefined || earlier.data === undefined ? (
        <Loading lines={8} />
      ) : (
        <div className="space-y-6">
          {canStart && choices.data.items.length > 0 && (
            <SetupCard scenarioId={scenarioId} choices={choices.data.items} nameOf={nameOf} isBusy={isBusy} onStart={begin} />
          )}
          {choices.data.items.length === 0 && (
            <Notice title={t`Nothing can vary`}>
              <Trans>This scenario’s formula has no weights, rates or floors yet. Add a rule to a source first.</Trans>
            </Notice>
          )}
          <WatchedJob
            jobId={jobId}
            watched={job}
            startError={start.error}
            label={t`Trying formulas`}
            canStop={canStart}
            onRetry={canStart && job.data !== undefined ? () => begin(parametersOf(job.data)) : undefined}
          />
          {jobId === null && !canStart && (
            <Notice title={t`Nobody has tried formulas yet`}>
              <Trans>The budget office can start it here; what comes of it shows on this page.</Trans>
            </Notice>
          )}
          {job.data?.state === 'succeeded' && job.data.result !== null && (
            <Results
              key={job.data.job_id}
              result={job.data.result}
              nameOf={nameOf}
              canOpen={canStart}
              scenario={scenario.data}
              isOutdated={job.data.result.scenario_version !== choices.data.scenario_version}
              onOpened={onOpened}
            />
          )}
          <p role="status" className="sr-only">
            {job.data?.state === 'succeeded' && job.data.result !== null ? t`${formatWhole(job.data.result.feasible.length - 1)} formulas were tried.` : ''}
          </p>
        </div>
      )}
    </>
  );
}

function parametersOf(job: Job): SweepParameters {
  return job.parameters as SweepParameters;
}
