import { buttonClass } from '@kit/button-class';
import { Card } from '@kit/card';
import { DiffValue } from '@kit/diff-value';
import { EmptyState } from '@kit/empty-state';
import { Link } from '@kit/link';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading, Skeleton } from '@kit/skeleton';
import { districtSettingsQuery } from '@lib/district';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatCents, formatDollars } from '@lib/money';
import { formatDecimal } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { ownSchoolQuery } from '../api/where-we-stand';

/** For school people: each of their schools, its money, and the way to the reasons. */
export function SchoolHome({ schoolIds }: { schoolIds: readonly string[] }) {
  const { t } = useLingui();
  const settings = useQuery(districtSettingsQuery);
  if (settings.isError) return <ProblemPanel error={settings.error} onRetry={() => void settings.refetch()} />;
  if (settings.isPending) return <Loading lines={4} />;
  if (schoolIds.length === 0) {
    return (
      <Notice tone="warning" title={t`No school is linked to your account`}>
        <Trans>Ask your district to link your account to your school. Then its budget will stand here.</Trans>
      </Notice>
    );
  }
  return (
    <div className="grid gap-4 md:grid-cols-2">
      {schoolIds.map((schoolId) => (
        <SchoolCard key={schoolId} schoolId={schoolId} fiscalYear={settings.data.current_fiscal_year} />
      ))}
    </div>
  );
}

function SchoolCard({ schoolId, fiscalYear }: { schoolId: string; fiscalYear: number }) {
  const { t } = useLingui();
  const funding = useQuery(ownSchoolQuery(schoolId, fiscalYear));
  if (funding.isError) return <ProblemPanel error={funding.error} onRetry={() => void funding.refetch()} />;
  if (funding.isPending) {
    return (
      <Card>
        <Loading>
          <Skeleton className="h-6 w-2/3" />
          <Skeleton className="mt-4 h-9 w-1/2" />
          <Skeleton className="mt-4 h-10 w-48" />
        </Loading>
      </Card>
    );
  }
  if (funding.data === null) {
    return <NotYet schoolId={schoolId} fiscalYear={fiscalYear} />;
  }
  const school = funding.data;
  const pupils = formatDecimal(school.pupil_count);
  return (
    <Card title={school.school_name} description={t`Fiscal year ${fiscalYearName(school.fiscal_year)}, ${pupils} pupils`}>
      <p className="text-xl font-semibold tracking-tight tabular-nums">{formatCents(school.total_cents)}</p>
      {school.previous_total_cents !== null && (
        <p className="mt-1 flex flex-wrap items-center gap-2 text-muted">
          <DiffValue value={school.total_cents - school.previous_total_cents} />
          <Trans>against last year</Trans>
        </p>
      )}
      <Link
        to="/funding/$schoolId"
        params={{ schoolId }}
        search={{ year: fiscalYear }}
        className={`mt-4 ${buttonClass('primary')}`}
      >
        <Trans>See our budget and why</Trans>
      </Link>
    </Card>
  );
}

/** Until this year's budget is there, the one that the school spends now. */
function NotYet({ schoolId, fiscalYear }: { schoolId: string; fiscalYear: number }) {
  const { t } = useLingui();
  const before = useQuery(ownSchoolQuery(schoolId, fiscalYear - 1)).data ?? null;
  return (
    <EmptyState
      icon="clock"
      title={t`Your school’s budget is not published yet`}
      action={
        before !== null && (
          <Link to="/funding/$schoolId" params={{ schoolId }} search={{ year: fiscalYear - 1 }} className={buttonClass('secondary')}>
            <Trans>
              Budget of {fiscalYearName(fiscalYear - 1)}: {formatDollars(before.total_cents)}
            </Trans>
          </Link>
        )
      }
    >
      <Trans>The district is still working on it. This page changes by itself when it is published.</Trans>
    </EmptyState>
  );
}
