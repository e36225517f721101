import { Badge } from '@kit/badge';
import { Card } from '@kit/card';
import { DataTable } from '@kit/data-table';
import { EmptyState } from '@kit/empty-state';
import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import type { AllocationRun, Role } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatDollars } from '@lib/money';
import { formatDateTime, formatWhole } from '@lib/number-format';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { runsQuery } from '../api/runs';
import { currentRun } from '../model/current-run';

export type RunsPageProps = { fiscalYear: number; yearSwitch: ReactNode; onOpen: (runId: string) => void };

/** All budgets that were published for a year, the one that counts first. */
export function RunsPage({ fiscalYear, yearSwitch, onOpen }: RunsPageProps) {
  const { t } = useLingui();
  const runs = useQuery(runsQuery(fiscalYear));
  const canOpenStudio = useMe().roles.some((role) => STUDIO_ROLES.has(role));
  return (
    <>
      <PageHeader
        context={<Trans>Fiscal year {fiscalYearName(fiscalYear)}</Trans>}
        title={t`Published budgets`}
        lead={<Trans>Every budget that was published, with its reason. Open one to see each school and to download it.</Trans>}
        actions={yearSwitch}
      />
      {runs.isPending ? (
        <Loading lines={6} />
      ) : runs.isError ? (
        <ProblemPanel error={runs.error} onRetry={() => void runs.refetch()} />
      ) : runs.data.length === 0 ? (
        <EmptyState icon="file" title={<Trans>Nothing is published yet for {fiscalYearName(fiscalYear)}</Trans>}>
          {canOpenStudio ? (
            <Trans>Open a scenario in the allocation studio, review it and publish it. It then stands here for good.</Trans>
          ) : (
            <Trans>The district office publishes the budgets of a year when they are decided. They then stand here for good.</Trans>
          )}
        </EmptyState>
      ) : (
        <Card flush>
          <RunsTable runs={runs.data} fiscalYear={fiscalYear} onOpen={onOpen} />
        </Card>
      )}
    </>
  );
}

const STUDIO_ROLES: ReadonlySet<Role> = new Set(['superintendent', 'budget_director', 'budget_analyst']);

function RunsTable({ runs, fiscalYear, onOpen }: { runs: AllocationRun[]; fiscalYear: number; onOpen: (runId: string) => void }) {
  const { t } = useLingui();
  const current = currentRun(runs);
  return (
    <div className="pt-4">
      <DataTable
        caption={t`Budgets published for ${fiscalYearName(fiscalYear)}, newest first`}
        rows={runs}
        rowId={(run) => run.run_id}
        initialSort={{ columnId: 'published', direction: 'descending' }}
        onOpenRow={(run) => onOpen(run.run_id)}
        columns={[
          { id: 'name', header: t`Scenario`, cell: (run) => run.scenario_name, sortValue: (run) => run.scenario_name, width: 14 },
          {
            id: 'state',
            header: t`State`,
            width: 8,
            cell: (run) =>
              run.run_id === current?.run_id ? (
                <Badge tone="positive">
                  <Trans>In force</Trans>
                </Badge>
              ) : (
                <Badge>
                  <Trans>Replaced</Trans>
                </Badge>
              ),
          },
          { id: 'total', header: t`Total`, align: 'end', cell: (run) => formatDollars(run.total_cents), sortValue: (run) => run.total_cents },
          { id: 'schools', header: t`Schools`, align: 'end', hideBelow: 'md', cell: (run) => formatWhole(run.school_count), sortValue: (run) => run.school_count },
          { id: 'published', header: t`Published`, hideBelow: 'sm', cell: (run) => formatDateTime(run.published_at), sortValue: (run) => run.published_at, width: 13 },
          { id: 'by', header: t`By`, hideBelow: 'lg', cell: (run) => run.published_by, sortValue: (run) => run.published_by, width: 9 },
          { id: 'reason', header: t`Reason`, hideBelow: 'lg', cell: (run) => run.reason },
        ]}
      />
    </div>
  );
}
