import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { Notice } from '@kit/notice';
import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { ReconciliationTable } from '@kit/reconciliation-table';
import { Loading } from '@kit/skeleton';
import type { AllocationResult, AllocationRun, Scenario } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { savedScenarioQuery } from '@lib/saved-scenario';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { reviewedResultQuery, runResultQuery, runsQuery } from '../api/runs';
import { currentRun } from '../model/current-run';
import { diffRows } from '../model/result-diff';
import { DiffTable } from './diff-table';
import { PublishForm } from './publish-form';
import { ReviewTiles } from './review-tiles';

export type ReviewPageProps = {
  scenarioId: string;
  /** What is known of approvals, and what the district asks for. */
  approvals?: ReactNode;
  /** More to take away, such as the board's packet. */
  moreActions?: ReactNode;
  onBack: () => void;
  onPublished: (runId: string) => void;
};

/** Last look before a scenario becomes the district's budget. */
export function ReviewPage({ scenarioId, approvals, moreActions, onBack, onPublished }: ReviewPageProps) {
  const { t } = useLingui();
  const scenario = useQuery(savedScenarioQuery(scenarioId));
  const name = scenario.data?.name;
  const result = useQuery(reviewedResultQuery(scenarioId));
  const runs = useQuery({ ...runsQuery(scenario.data?.fiscal_year ?? 0), enabled: scenario.data !== undefined });
  const failed = [scenario, result, runs].find((one) => one.isError);
  return (
    <>
      <PageHeader
        context={scenario.data && <Trans>Fiscal year {fiscalYearName(scenario.data.fiscal_year)}</Trans>}
        title={name === undefined ? t`Review and publish` : t`Review “${name}”`}
        lead={<Trans>Compare every school with what is published now and with last year, check that every source adds up, then publish with a reason.</Trans>}
        actions={
          <>
            {moreActions}
            <Button icon="chevron-left" onPress={onBack}>
              <Trans>Back to the studio</Trans>
            </Button>
          </>
        }
      />
      {failed !== undefined ? (
        <ProblemPanel error={failed.error} onRetry={() => void failed.refetch()} />
      ) : scenario.data === undefined || result.data === undefined || runs.data === undefined ? (
        <Loading lines={10} />
      ) : (
        <Review scenario={scenario.data} result={result.data} current={currentRun(runs.data)} approvals={approvals} onPublished={onPublished} />
      )}
    </>
  );
}

type ReviewProps = { scenario: Scenario; result: AllocationResult; current: AllocationRun | null; approvals: ReactNode; onPublished: (runId: string) => void };

function Review({ scenario, result, current, approvals, onPublished }: ReviewProps) {
  const { t } = useLingui();
  const me = useMe();
  const published = useQuery({ ...runResultQuery(current?.run_id ?? ''), enabled: current !== null });
  const canPublish = me.roles.some((role) => role === 'superintendent' || role === 'budget_director');
  const isSame = current?.result_hash === result.result_hash;
  const rows = diffRows(result, published.data ?? null);
  return (
    <div className="space-y-6">
      <ReviewTiles result={result} publishedCents={current?.total_cents ?? null} />
      {canPublish && !isSame && (
        <a href="#publish" data-print="hide" className="inline-block rounded-md font-medium text-accent underline underline-offset-2">
          <Trans>Skip the tables, go to publishing</Trans>
        </a>
      )}
      {current !== null && published.isError && <ProblemPanel error={published.error} onRetry={() => void published.refetch()} />}
      <Card title={t`School by school`} flush>
        {current !== null && published.isPending ? (
          <div className="p-6">
            <Loading />
          </div>
        ) : (
          <DiffTable rows={rows} hasPublished={published.data !== undefined} />
        )}
      </Card>
      <Card title={t`Does every source add up?`} flush>
        <ReconciliationTable result={result} />
      </Card>
      {!isSame && approvals}
      {isSame ? (
        <Notice title={t`These figures are published already`}>
          <Trans>The result is the same to the cent as the published one, so there is nothing new to publish.</Trans>
        </Notice>
      ) : canPublish ? (
        <div id="publish">
          <PublishForm scenarioId={scenario.scenario_id} scenarioName={scenario.name} result={result} current={current} onPublished={onPublished} />
        </div>
      ) : (
        <Notice title={t`Ready for the budget director`}>
          <Trans>The superintendent or the budget director publishes. Send them this page’s address.</Trans>
        </Notice>
      )}
    </div>
  );
}
