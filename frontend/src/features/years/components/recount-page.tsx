import { Card } from '@kit/card';
import { Notice } from '@kit/notice';
import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { StatTile } from '@kit/stat-tile';
import { WhyProvider } from '@kit/why';
import type { AllocationResult, AllocationRun, ImportLine, RecountPreview } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatCents, formatDollarChange } from '@lib/money';
import { useMe } from '@lib/session';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { countVersionsQuery, recountedResultQuery, recountedRunQuery, recountQuery } from '../api/recount';
import { firstTerms, requestOfTerms, type RecountTerms } from '../model/recount-terms';
import { KeepRecount } from './keep-recount';
import { RecountTable } from './recount-table';
import { RecountTermsFields } from './recount-terms-fields';

export type RecountPageProps = { runId: string; backLink: ReactNode; onKept: (scenarioId: string) => void };

/** New counts in the middle of the year: what they change in a published budget, before anything is stored. */
export function RecountPage({ runId, backLink, onKept }: RecountPageProps) {
  const { t } = useLingui();
  const run = useQuery(recountedRunQuery(runId));
  const result = useQuery(recountedResultQuery(runId));
  const counts = useQuery({ ...countVersionsQuery(run.data?.fiscal_year ?? 0), enabled: run.data !== undefined });
  const failed = [run, result, counts].find((one) => one.isError);
  return (
    <>
      <PageHeader
        context={backLink}
        title={t`Recount`}
        lead={
          <Trans>
            New counts came in. Choose how far they change what was published and who pays, look at every school, and keep it as a scenario: reviewed and
            published, it is the next revision.
          </Trans>
        }
      />
      {failed !== undefined ? (
        <ProblemPanel error={failed.error} onRetry={() => void failed.refetch()} />
      ) : run.data === undefined || result.data === undefined || counts.data === undefined ? (
        <Loading lines={10} />
      ) : (
        <Recount run={run.data} result={result.data} counts={counts.data} onKept={onKept} />
      )}
    </>
  );
}

type RecountProps = { run: AllocationRun; result: AllocationResult; counts: readonly ImportLine[]; onKept: (scenarioId: string) => void };

const REST_MS = 250;

function Recount({ run, result, counts, onKept }: RecountProps) {
  const { t } = useLingui();
  const me = useMe();
  const [terms, setTerms] = useState<RecountTerms>(() => firstTerms(run, result, counts));
  const [rested, setRested] = useState(terms);
  useEffect(() => {
    const timer = setTimeout(() => setRested(terms), REST_MS);
    return () => clearTimeout(timer);
  }, [terms]);
  const preview = useQuery(recountQuery(run.run_id, requestOfTerms(rested)));
  const mayKeep = me.roles.some((role) => role === 'superintendent' || role === 'budget_director' || role === 'budget_analyst');
  const onlyOneCount = counts.length < 2;
  // The published counts again change nothing: there is nothing to keep.
  const isNew = terms.counts !== run.data_versions['counts'];
  return (
    <div className="space-y-6">
      <Card
        title={t`Terms`}
        description={
          <Trans>
            Published for {fiscalYearName(run.fiscal_year)}, revision {run.revision}: “{run.scenario_name}”.
          </Trans>
        }
      >
        <RecountTermsFields terms={terms} onChange={setTerms} counts={counts} published={run.data_versions['counts'] ?? null} sources={result.sources} />
      </Card>
      {onlyOneCount && (
        <Notice title={t`There is only one version of the counts`}>
          <Trans>Import the new counts on the data page; they become a version of their own, and what was published stays as it is.</Trans>
        </Notice>
      )}
      {preview.isError ? (
        <ProblemPanel error={preview.error} onRetry={() => void preview.refetch()} />
      ) : preview.data === undefined ? (
        <Loading lines={10} />
      ) : (
        <div aria-busy={preview.isFetching} className={preview.isPlaceholderData ? 'space-y-6 opacity-70' : 'space-y-6'}>
          <RecountTiles preview={preview.data} />
          <Card title={t`School by school`} flush>
            <WhyProvider origin={{ runId: run.run_id }}>
              <RecountTable schools={preview.data.schools} />
            </WhyProvider>
          </Card>
          {mayKeep && !preview.isPlaceholderData && isNew && <KeepRecount recount={preview.data} onKept={onKept} />}
        </div>
      )}
    </div>
  );
}

function RecountTiles({ preview }: { preview: RecountPreview }) {
  const change = preview.recounted_cents - preview.published_cents;
  return (
    <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
      <StatTile label={<Trans>To schools after the recount</Trans>} value={formatCents(preview.recounted_cents)} note={formatDollarChange(change)} />
      <StatTile label={<Trans>Schools with more</Trans>} value={preview.gaining} note={<Plural value={preview.losing} one="# with less" other="# with less" />} />
      <StatTile label={<Trans>Reserves</Trans>} value={formatDollarChange(preview.reserve_change_cents)} note={<Trans>against the published budget</Trans>} />
      <StatTile label={<Trans>Central share</Trans>} value={formatDollarChange(preview.central_change_cents)} note={<Trans>against the published budget</Trans>} />
    </div>
  );
}
