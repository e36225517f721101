import { Button } from '@kit/button';
import { EmptyState } from '@kit/empty-state';
import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { FileButton } from '@kit/file-button';
import { Loading } from '@kit/skeleton';
import { schoolsQuery } from '@lib/district';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatDateTime } from '@lib/number-format';
import type { SchoolFunding } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { AskedAmount } from '../api/explanation';
import { schoolFundingQuery } from '../api/school-funding';
import { Because } from './because';
import { OutlookCard } from './outlook-card';
import { StreamBar } from './stream-bar';
import { StreamCard } from './stream-card';
import { TotalCard } from './total-card';
import { useFreshRun } from './use-fresh-run';

const ExplanationDialog = lazy(async () => ({ default: (await import('./explanation-dialog')).ExplanationDialog }));

export type SchoolFundingPageProps = {
  schoolId: string;
  fiscalYear: number;
  yearSwitch: ReactNode;
  /** For people who see more than one school: the way back to the list. */
  backLink?: ReactNode;
  /** The way to the dollars per pupil of this budget. */
  matrixLink?: (runId: string) => ReactNode;
};

/** What one school may spend this year, stream by stream, and why. */
export function SchoolFundingPage({ schoolId, fiscalYear, yearSwitch, backLink, matrixLink }: SchoolFundingPageProps) {
  const { t } = useLingui();
  const funding = useQuery(schoolFundingQuery(schoolId, fiscalYear));
  // Before anything is published the school has its name from the district's list.
  const schools = useQuery({ ...schoolsQuery(fiscalYear), enabled: funding.data === null });
  const knownName = schools.data?.find((school) => school.school_id === schoolId)?.name;
  const isFresh = useFreshRun(funding.data?.run_id);
  return (
    <>
      {backLink !== undefined && (
        <p data-print="hide" className="mb-3">
          {backLink}
        </p>
      )}
      <PageHeader
        context={<Trans>School budget, fiscal year {fiscalYearName(fiscalYear)}</Trans>}
        title={funding.data?.school_name ?? knownName ?? t`School ${schoolId}`}
        lead={<Trans>What your school may spend, where it comes from and who decides. Press any amount to see why it is what it is.</Trans>}
        actions={
          <>
            {yearSwitch}
            <Button icon="print" onPress={() => window.print()}>
              <Trans>Print</Trans>
            </Button>
          </>
        }
      />
      {funding.isPending ? (
        <Loading lines={8} />
      ) : funding.isError ? (
        <ProblemPanel error={funding.error} onRetry={() => void funding.refetch()} />
      ) : funding.data === null ? (
        <NothingYet fiscalYear={fiscalYear} />
      ) : (
        <Published funding={funding.data} isFresh={isFresh} matrixLink={matrixLink?.(funding.data.run_id)} />
      )}
    </>
  );
}

function NothingYet({ fiscalYear }: { fiscalYear: number }) {
  return (
    <EmptyState icon="clock" title={<Trans>No budget published yet for {fiscalYearName(fiscalYear)}</Trans>}>
      <p>
        <Trans>
          It appears here by itself as soon as the district publishes it: you need not reload. Until then last year’s budget is one
          step back with the arrow beside the year.
        </Trans>
      </p>
    </EmptyState>
  );
}

function Published({ funding, isFresh, matrixLink }: { funding: SchoolFunding; isFresh: boolean; matrixLink: ReactNode }) {
  const { t, i18n } = useLingui();
  const language = i18n.locale === 'es' ? 'es' : 'en';
  const files = `/allocation/v1/allocation-runs/${funding.run_id}/schools/${encodeURIComponent(funding.school_id)}`;
  const [asked, setAsked] = useState<{ amount: AskedAmount; title: string } | null>(null);
  const ask = (title: string, sourceId?: string, componentId?: string) =>
    setAsked({ amount: { runId: funding.run_id, schoolId: funding.school_id, sourceId, componentId, language }, title });
  return (
    <div className="space-y-6">
      <Because funding={funding} />
      <p role="status" className="text-sm text-muted">
        {isFresh && (
          <strong className="text-positive">
            <Trans>Just updated.</Trans>{' '}
          </strong>
        )}
        <Trans>Published {formatDateTime(funding.published_at)}.</Trans>
      </p>
      <div data-print="hide" className="flex flex-wrap gap-3">
        <FileButton path={`${files}/workbook`} size="small">
          <Trans>Spreadsheet that computes it (Excel)</Trans>
        </FileButton>
        <FileButton path={`${files}/notice?language=${language}`} size="small">
          <Trans>Letter to families (PDF)</Trans>
        </FileButton>
        {matrixLink}
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <TotalCard funding={funding} onAskWhy={() => ask(t`this total`)} />
        <StreamBar funding={funding} />
      </div>
      <section aria-labelledby="streams">
        <h2 id="streams" className="mb-3 text-lg font-semibold">
          <Trans>Funding streams</Trans>
        </h2>
        <div className="grid items-start gap-4 md:grid-cols-2 xl:grid-cols-3">
          {funding.streams.map((stream) => (
            <StreamCard key={stream.source_id} stream={stream} onAskWhy={(componentId, label) => ask(label, stream.source_id, componentId)} />
          ))}
        </div>
      </section>
      <OutlookCard funding={funding} />
      {asked !== null && (
        <Suspense fallback={null}>
          <ExplanationDialog asked={asked.amount} title={asked.title} onClose={() => setAsked(null)} />
        </Suspense>
      )}
    </div>
  );
}
