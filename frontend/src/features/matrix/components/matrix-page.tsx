import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { WhyProvider } from '@kit/why';
import { schoolsQuery } from '@lib/district';
import { fiscalYearName } from '@lib/fiscal-year';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { runMatrixQuery, scenarioMatrixQuery } from '../api/matrix';
import { MatrixView } from './matrix-view';

export type MatrixPageProps = {
  /** A scenario as it is stored, or a published run. */
  origin: { scenarioId: string } | { runId: string };
  backLink?: ReactNode;
};

/** What one pupil brings to a school, by level, need and source. */
export function MatrixPage({ origin, backLink }: MatrixPageProps) {
  const { t } = useLingui();
  const me = useMe();
  const matrix = useQuery('runId' in origin ? runMatrixQuery(origin.runId) : scenarioMatrixQuery(origin.scenarioId));
  const year = matrix.data?.fiscal_year;
  const schools = useQuery({ ...schoolsQuery(year ?? 0), enabled: year !== undefined && me.school_ids.length > 0 });
  const own = new Set(schools.data?.filter((school) => me.school_ids.includes(school.school_id)).flatMap((school) => school.levels));
  return (
    <>
      {backLink !== undefined && (
        <p data-print="hide" className="mb-3">
          {backLink}
        </p>
      )}
      <PageHeader
        context={year !== undefined && <Trans>Fiscal year {fiscalYearName(year)}</Trans>}
        title={t`Dollars per pupil`}
        lead={<Trans>Money follows pupils: what one of each level and need brings to a school, from each source.</Trans>}
      />
      {matrix.isPending || (schools.isEnabled && schools.isPending) ? (
        <Loading lines={10} />
      ) : matrix.isError ? (
        <ProblemPanel error={matrix.error} onRetry={() => void matrix.refetch()} />
      ) : (
        <WhyProvider origin={origin}>
          <MatrixView shown={matrix.data} own={own} />
        </WhyProvider>
      )}
    </>
  );
}
