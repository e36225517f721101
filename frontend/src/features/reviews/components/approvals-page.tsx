import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { fiscalYearName } from '@lib/fiscal-year';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { reviewQuery } from '../api/reviews';
import { Comments } from './comments';
import { ReviewRecord } from './review-record';
import { ReviewRoad } from './review-road';
import { RuleCard } from './rule-card';

/** The way of a scenario from draft to published, what people say about it, and who did what. */
export function ApprovalsPage({ scenarioId, publishLink }: { scenarioId: string; publishLink: ReactNode }) {
  const { t } = useLingui();
  const review = useQuery(reviewQuery(scenarioId));
  const name = review.data?.scenario_name;
  return (
    <>
      <PageHeader
        context={review.data && <Trans>Fiscal year {fiscalYearName(review.data.fiscal_year)}</Trans>}
        title={name === undefined ? t`Comments and approvals` : t`Comments and approvals: “${name}”`}
        lead={<Trans>See where this scenario stands, take the next step if it is yours, and settle open questions before it is published.</Trans>}
      />
      {review.isPending ? (
        <Loading lines={10} />
      ) : review.isError ? (
        <ProblemPanel error={review.error} onRetry={() => void review.refetch()} />
      ) : (
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]">
          <div className="min-w-0 space-y-6">
            <ReviewRoad review={review.data} publishLink={publishLink} />
            <ReviewRecord actions={review.data.actions} />
            <RuleCard />
          </div>
          <Comments scenarioId={scenarioId} fiscalYear={review.data.fiscal_year} version={review.data.scenario_version} />
        </div>
      )}
    </>
  );
}
