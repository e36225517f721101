import { buttonClass } from '@kit/button-class';
import { EmptyState } from '@kit/empty-state';
import { Link } from '@kit/link';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { districtSettingsQuery } from '@lib/district';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatShortDollars } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { latestRunQuery } from '../api/where-we-stand';
import { PublishedTiles } from './published-tiles';

/** For who reads the whole district: what is published, or that nothing is yet. */
export function ReaderHome() {
  const settings = useQuery(districtSettingsQuery);
  const fiscalYear = settings.data?.current_fiscal_year;
  const run = useQuery({ ...latestRunQuery(fiscalYear ?? 0), enabled: fiscalYear !== undefined });
  const failed = [settings, run].find((answer) => answer.isError);
  if (failed !== undefined) return <ProblemPanel error={failed.error} onRetry={() => void failed.refetch()} />;
  if (run.data === undefined) return <Loading lines={4} />;
  if (run.data === null) return <NotYet fiscalYear={fiscalYear ?? 0} />;
  return (
    <div className="space-y-6">
      <PublishedTiles run={run.data} />
      <p className="flex flex-wrap gap-3">
        <Link to="/published" className={buttonClass('primary')}>
          <Trans>See what is published</Trans>
        </Link>
        <Link to="/funding" className={buttonClass('secondary')}>
          <Trans>Find a school</Trans>
        </Link>
      </p>
    </div>
  );
}

/** Until this year's budgets are there, the way to those that schools spend now. */
function NotYet({ fiscalYear }: { fiscalYear: number }) {
  const { t } = useLingui();
  const before = useQuery(latestRunQuery(fiscalYear - 1)).data ?? null;
  return (
    <EmptyState
      icon="clock"
      title={t`This year’s budgets are not published yet`}
      action={
        before !== null && (
          <Link to="/published/$runId" params={{ runId: before.run_id }} className={buttonClass('secondary')}>
            <Trans>
              Budgets of {fiscalYearName(fiscalYear - 1)}: {formatShortDollars(before.total_cents)}
            </Trans>
          </Link>
        )
      }
    >
      <Trans>The budget office is still working on them. This page changes by itself when they are published.</Trans>
    </EmptyState>
  );
}
