import { downloadText } from '@charts/download';
import { Badge } from '@kit/badge';
import { Card } from '@kit/card';
import { Menu } from '@kit/menu';
import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { ReconciliationTable } from '@kit/reconciliation-table';
import { Loading } from '@kit/skeleton';
import type { AllocationResult, AllocationRun, Role } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatCents } from '@lib/money';
import { formatDateTime, formatWhole } from '@lib/number-format';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { runQuery, runResultQuery, runsQuery } from '../api/runs';
import { currentRun } from '../model/current-run';
import { diffRows } from '../model/result-diff';
import { allocationsCsv, schoolTotalsCsv } from '../model/result-files';
import { DiffTable } from './diff-table';
import { PolicyDiffCard } from './policy-diff-card';
import { PublicPageCard } from './public-page-card';
import { VerifyCard } from './verify-card';

export type RunPageProps = {
  runId: string;
  backLink: ReactNode;
  /** A link to the page that anybody may read. */
  publicLink: (words: ReactNode) => ReactNode;
  /** More to take away, such as the board's packet. */
  moreActions?: ReactNode;
};

const POLICY_READERS: ReadonlySet<Role> = new Set(['superintendent', 'budget_director', 'budget_analyst', 'board_member', 'project_manager']);

/** One published budget: what, when, by whom, why, and its files. */
export function RunPage({ runId, backLink, publicLink, moreActions }: RunPageProps) {
  const { t } = useLingui();
  const run = useQuery(runQuery(runId));
  const result = useQuery(runResultQuery(runId));
  const canReadPolicy = useMe().roles.some((role) => POLICY_READERS.has(role));
  return (
    <>
      <p data-print="hide" className="mb-3">
        {backLink}
      </p>
      <PageHeader
        context={run.data && <Trans>Published budget, fiscal year {fiscalYearName(run.data.fiscal_year)}</Trans>}
        title={run.data === undefined ? t`Published budget` : run.data.scenario_name}
        lead={run.data && <Trans>This budget is final. Anybody with the hash below can check that not one cent has changed since.</Trans>}
        actions={
          run.data && (
            <>
              {moreActions}
              {result.data && <Downloads run={run.data} result={result.data} />}
            </>
          )
        }
      />
      {run.isPending ? (
        <Loading lines={10} />
      ) : run.isError ? (
        <ProblemPanel error={run.error} onRetry={() => void run.refetch()} />
      ) : (
        <div className="space-y-6">
          <RunFacts run={run.data} />
          <div className="grid items-start gap-6 lg:grid-cols-2">
            <VerifyCard runId={runId} />
            <PublicPageCard runId={runId} publicLink={publicLink} />
          </div>
          {run.data.supersedes_run_id !== null && canReadPolicy && <PolicyDiffCard runId={runId} supersedesRunId={run.data.supersedes_run_id} />}
          {result.isPending ? (
            <Loading lines={8} />
          ) : result.isError ? (
            <ProblemPanel error={result.error} onRetry={() => void result.refetch()} />
          ) : (
            <RunTables run={run.data} result={result.data} />
          )}
        </div>
      )}
    </>
  );
}

function RunTables({ run, result }: { run: AllocationRun; result: AllocationResult }) {
  const { t } = useLingui();
  const earlier = useQuery({ ...runResultQuery(run.supersedes_run_id ?? ''), enabled: run.supersedes_run_id !== null });
  return (
    <>
      <Card
        title={t`School by school`}
        description={earlier.data === undefined ? undefined : t`“Published now” is the budget that this one took the place of.`}
        flush
      >
        <DiffTable rows={diffRows(result, earlier.data ?? null)} caption={t`Totals in dollars`} hasPublished={earlier.data !== undefined} />
      </Card>
      <Card title={t`Every source adds up`} flush>
        <ReconciliationTable result={result} />
      </Card>
    </>
  );
}

function Downloads({ run, result }: { run: AllocationRun; result: AllocationResult }) {
  const { t } = useLingui();
  const name = `budget-${run.fiscal_year}-${run.run_id.slice(0, 8)}`;
  return (
    <Menu
      label={t`Download`}
      icon="download"
      items={[
        { id: 'totals', label: t`School totals (CSV)`, icon: 'table', onAction: () => downloadText(`${name}-schools.csv`, schoolTotalsCsv(result), 'text/csv') },
        { id: 'parts', label: t`Every amount (CSV)`, icon: 'table', onAction: () => downloadText(`${name}-allocations.csv`, allocationsCsv(result), 'text/csv') },
        { id: 'json', label: t`Whole result (JSON)`, icon: 'file', onAction: () => downloadText(`${name}.json`, JSON.stringify(result), 'application/json') },
      ]}
    >
      <Trans>Download</Trans>
    </Menu>
  );
}

function RunFacts({ run }: { run: AllocationRun }) {
  const { t } = useLingui();
  const runs = useQuery(runsQuery(run.fiscal_year));
  const isInForce = runs.data === undefined ? null : currentRun(runs.data)?.run_id === run.run_id;
  return (
    <Card title={t`About this publication`}>
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
        <Fact term={t`Total to schools`}>
          <strong className="text-lg tabular-nums">{formatCents(run.total_cents)}</strong>
          <span className="block text-sm text-muted">
            <Trans>{formatWhole(run.school_count)} schools</Trans>
          </span>
        </Fact>
        <Fact term={t`Published`}>
          {formatDateTime(run.published_at)}
          <span className="block text-sm text-muted">
            <Trans>by {run.published_by}</Trans>
          </span>
        </Fact>
        <Fact term={t`State`}>
          {isInForce !== null &&
            (isInForce ? (
              <Badge tone="positive">
                <Trans>In force</Trans>
              </Badge>
            ) : (
              <Badge>
                <Trans>Replaced</Trans>
              </Badge>
            ))}
        </Fact>
        <Fact term={t`Reason`}>{run.reason}</Fact>
        <div className="sm:col-span-2 lg:col-span-4">
          <dt className="text-sm text-muted">
            <Trans>Fingerprint of the result (SHA-256)</Trans>
          </dt>
          <dd className="mt-0.5 font-mono text-sm break-all">{run.result_hash}</dd>
        </div>
      </dl>
    </Card>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{term}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}
