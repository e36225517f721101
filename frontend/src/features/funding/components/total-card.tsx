import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { DiffValue } from '@kit/diff-value';
import type { SchoolFunding } from '@lib/api-types';
import { formatCents, formatDollars } from '@lib/money';
import { formatBp } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';

/** The school's total, what changed, and how much of it the school decides about. */
export function TotalCard({ funding, onAskWhy }: { funding: SchoolFunding; onAskWhy: () => void }) {
  const { t } = useLingui();
  const decided = funding.streams.reduce((sum, stream) => sum + (stream.control === 'school' ? stream.cap_cents : 0), 0);
  const decidedBp = funding.total_cents > 0 ? Math.round((decided / funding.total_cents) * 10_000) : 0;
  const pupils = Number(funding.pupil_count);
  const previous = funding.previous_total_cents;
  return (
    <Card
      title={t`Total for the year`}
      actions={
        <span data-print="hide">
          <Button size="small" icon="help" onPress={onAskWhy}>
            <Trans>Why this total?</Trans>
          </Button>
        </span>
      }
    >
      <p className="text-xl font-semibold tabular-nums">{formatCents(funding.total_cents)}</p>
      <dl className="mt-4 grid gap-4 sm:grid-cols-3">
        <Fact term={t`Against last year`}>
          {previous === null ? (
            <span className="text-muted">
              <Trans>No budget last year</Trans>
            </span>
          ) : (
            <>
              <DiffValue value={funding.total_cents - previous} />
              <span className="block text-sm text-muted">
                <Trans>from {formatDollars(previous)}</Trans>
              </span>
            </>
          )}
        </Fact>
        <Fact term={t`For each pupil`}>
          <span className="font-semibold tabular-nums">{pupils > 0 ? formatDollars(Math.round(funding.total_cents / pupils)) : '–'}</span>
        </Fact>
        <Fact term={t`Your school decides about`}>
          <span className="font-semibold tabular-nums">{formatDollars(decided)}</span>
          <span className="block text-sm text-muted">
            <Trans>{formatBp(decidedBp)} of the total</Trans>
          </span>
        </Fact>
      </dl>
    </Card>
  );
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{term}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}
