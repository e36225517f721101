import { Card } from '@kit/card';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import type { SchoolFunding, SchoolOutlook } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { formatDate, formatDecimal, formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { outlookQuery } from '../api/outlook';
import { OutlookBar } from './outlook-bar';

/** Between what the next count puts this school, in plain words: what it means, and what the reserve is for. */
export function OutlookCard({ funding }: { funding: SchoolFunding }) {
  const { t } = useLingui();
  const found = useQuery(outlookQuery(funding.run_id, funding.school_id));
  return (
    <Card title={t`What the next count may change`} className="break-inside-avoid">
      {found.isPending ? (
        <Loading lines={3} />
      ) : found.isError ? (
        <ProblemPanel error={found.error} onRetry={() => void found.refetch()} />
      ) : found.data.outlook === null ? (
        <div className="max-w-line space-y-2">
          <p>
            <Trans>The district has not looked ahead to the next count for this budget yet.</Trans>
          </p>
          <p className="text-muted">
            <Trans>You need not do anything: your budget stands as it is published. Once the budget office has simulated the count, the range for your school appears here.</Trans>
          </p>
        </div>
      ) : (
        <Outlook outlook={found.data.outlook} pupils={funding.pupil_count} />
      )}
    </Card>
  );
}

function Outlook({ outlook, pupils }: { outlook: SchoolOutlook; pupils: string }) {
  const inTen = outlook.reserve_confidence_bp / 1_000;
  const falling = Math.round(outlook.falling_bp / 100);
  return (
    <div className="grid gap-x-8 gap-y-5 lg:grid-cols-2">
      <div className="max-w-line space-y-3">
        <p>
          <Trans>
            This budget rests on {formatDecimal(pupils)} pupils. Schools count again, and nobody knows that count yet. In 8 of 10 counts that we simulated your
            school has
          </Trans>
        </p>
        <dl className="grid gap-4 sm:grid-cols-2">
          <div>
            <dt className="text-sm text-muted">
              <Trans>Pupils</Trans>
            </dt>
            <dd className="text-lg font-semibold tabular-nums">
              <Trans>
                {formatWhole(outlook.pupils.low)} to {formatWhole(outlook.pupils.high)}
              </Trans>
            </dd>
          </div>
          <div>
            <dt className="text-sm text-muted">
              <Trans>Budget</Trans>
            </dt>
            <dd className="text-lg font-semibold tabular-nums">
              <Trans>
                {formatDollars(outlook.cents.low)} to {formatDollars(outlook.cents.high)}
              </Trans>
            </dd>
          </div>
        </dl>
        <OutlookBar outlook={outlook} />
      </div>
      <div className="max-w-line space-y-3">
        <h3 className="font-semibold">
          <Trans>What it means for you</Trans>
        </h3>
        <p>
          {falling === 0 ? (
            <Trans>In none of the simulated counts would the formula give your school less than planned.</Trans>
          ) : (
            <Trans>In {falling} of 100 counts the formula would give your school less than planned, by more or fewer pupils here and at all other schools.</Trans>
          )}{' '}
          <Trans>It is a forecast to plan with, not a change of your budget.</Trans>
        </p>
        <h3 className="font-semibold">
          <Trans>What the reserve is for</Trans>
        </h3>
        <p>
          <Trans>
            A school that counts more pupils than planned needs money for them at once. A district sets a reserve aside for that. To pay every such school in {inTen} of
            10 counts, it would have to hold {formatDollars(outlook.reserve_cents)} for the whole district.
          </Trans>
        </p>
        <p className="text-sm text-muted">
          <Trans>
            Simulated {formatDate(outlook.simulated_at)}: {formatWhole(outlook.draws)} possible counts, learned from those of {outlook.years.join(', ')}.
          </Trans>
        </p>
      </div>
    </div>
  );
}
