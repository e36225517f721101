import { Link } from '@kit/link';
import { StatTile } from '@kit/stat-tile';
import type { AllocationRun } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatDollars } from '@lib/money';
import { formatDate, formatTime, formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';

/** What is in force, in three numbers. */
export function PublishedTiles({ run }: { run: AllocationRun }) {
  const { t } = useLingui();
  return (
    <section aria-label={t`Published budgets in numbers`} className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,14rem),1fr))] gap-4">
      <StatTile
        label={t`Budgets of schools`}
        value={formatDollars(run.total_cents)}
        note={t`Fiscal year ${fiscalYearName(run.fiscal_year)}`}
      />
      <StatTile
        label={t`Schools`}
        value={formatWhole(run.school_count)}
        note={
          <Link to="/funding">
            <Trans>Find a school</Trans>
          </Link>
        }
      />
      <StatTile label={t`In force since`} value={formatDate(run.published_at)} note={`${formatTime(run.published_at)} · ${run.reason}`} />
    </section>
  );
}
