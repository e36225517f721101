import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { Notice } from '@kit/notice';
import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Select } from '@kit/select';
import { Loading } from '@kit/skeleton';
import { WatchedJob } from '@kit/watched-job';
import { fiscalYearName } from '@lib/fiscal-year';
import { jobsQuery, useJob, useStartJob } from '@lib/jobs';
import { formatWhole } from '@lib/number-format';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type RiskParameters, type RiskResult, riskScenarioQuery } from '../api/risk';
import { RiskResults } from './risk-results';

const EDITORS: ReadonlySet<string> = new Set(['superintendent', 'budget_director', 'budget_analyst']);
const DRAWS = ['100', '500', '1000', '2000'] as const;

/** The next count is not known yet: a band for every school's budget, and the reserve the district needs for it. */
export function RiskPage({ scenarioId }: { scenarioId: string }) {
  const { t } = useLingui();
  const me = useMe();
  const canStart = me.roles.some((role) => EDITORS.has(role));
  const scenario = useQuery(riskScenarioQuery(scenarioId));
  const earlier = useQuery(jobsQuery('risk', scenarioId));
  const [draws, setDraws] = useState<(typeof DRAWS)[number]>('500');
  const [started, setStarted] = useState<string | null>(null);
  const start = useStartJob<RiskParameters>('risk');
  const jobId = started ?? earlier.data?.find((job) => job.state !== 'cancelled')?.job_id ?? null;
  const job = useJob<RiskResult>(jobId);
  const failed = [scenario, earlier].find((one) => one.isError);
  const isBusy = start.isPending || job.data?.state === 'queued' || job.data?.state === 'running';

  function begin() {
    const parameters = { scenario_id: scenarioId, draws: Number(draws), seed: 1, confidence_bp: 9_000 };
    start.mutate({ parameters }, { onSuccess: (made) => setStarted(made.job_id) });
  }

  return (
    <>
      <PageHeader
        context={scenario.data && <Trans>Fiscal year {fiscalYearName(scenario.data.fiscal_year)}</Trans>}
        title={scenario.data === undefined ? t`Risk of the next count` : t`Risk of the next count: “${scenario.data.name}”`}
        lead={<Trans>Budgets are planned on counts that are known; schools are paid for pupils who come. See between what each school’s budget may lie, and what to set aside.</Trans>}
      />
      {failed !== undefined ? (
        <ProblemPanel error={failed.error} onRetry={() => void failed.refetch()} />
      ) : scenario.data === undefined || earlier.data === undefined ? (
        <Loading lines={8} />
      ) : (
        <div className="space-y-6">
          {canStart && (
            <Card title={t`Simulate the next count`} description={t`From three or more years of counts in a row, the scenario’s own year last.`}>
              <div className="flex flex-wrap items-end gap-4">
                <Select
                  label={t`How many counts`}
                  items={DRAWS.map((each) => ({ id: each, label: formatWhole(Number(each)) }))}
                  selected={draws}
                  onSelect={setDraws}
                  className="w-40"
                />
                <Button variant="primary" onPress={begin} isDisabled={isBusy}>
                  {job.data?.state === 'succeeded' ? <Trans>Simulate again</Trans> : <Trans>Simulate</Trans>}
                </Button>
              </div>
            </Card>
          )}
          <WatchedJob
            jobId={jobId}
            watched={job}
            startError={start.error}
            label={t`Simulating counts`}
            canStop={canStart}
            onRetry={canStart ? begin : undefined}
          />
          {jobId === null && !canStart && (
            <Notice title={t`Nobody has simulated the next count yet`}>
              <Trans>The budget office can start it here; what comes of it shows on this page.</Trans>
            </Notice>
          )}
          {job.data?.state === 'succeeded' && job.data.result !== null && (
            <RiskResults key={job.data.job_id} result={job.data.result} isOutdated={job.data.result.scenario_version !== scenario.data.version} />
          )}
          <p role="status" className="sr-only">
            {job.data?.state === 'succeeded' ? t`The simulation is done.` : ''}
          </p>
        </div>
      )}
    </>
  );
}
