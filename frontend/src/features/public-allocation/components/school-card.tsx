import { Card } from '@kit/card';
import { DiffValue } from '@kit/diff-value';
import { PlainButton } from '@kit/plain-button';
import type { PublicAllocation } from '@lib/api-types';
import { formatCents, formatDollars } from '@lib/money';
import { formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { perPupilCents } from '../model/rates';

type SchoolCardProps = { page: PublicAllocation; school: PublicAllocation['schools'][number]; onClose: () => void };

/** One school's story: what it receives, of which money, for which pupils, and against the district. */
export function SchoolCard({ page, school, onClose }: SchoolCardProps) {
  const { t } = useLingui();
  const own = perPupilCents(school.total_cents, school.pupil_count);
  const district = perPupilCents(page.district.to_schools_cents, page.pupil_count);
  const sources = page.sources.filter((source) => (school.source_cents[source.source_id] ?? 0) !== 0);
  const needs = Object.keys(page.need_names).filter((need) => need in school.need_pupil_counts);
  return (
    <div id="school-story" tabIndex={-1} className="scroll-mt-4 rounded-lg">
      <Card title={school.name} actions={
          <span data-print="hide">
            <PlainButton size="small" variant="quiet" icon="close" onClick={onClose}>
              <Trans>Close</Trans>
            </PlainButton>
          </span>
        }>
        <p className="max-w-line text-lg print:text-base">
          <Trans>
            {school.name} receives <strong>{formatCents(school.total_cents)}</strong>.
          </Trans>{' '}
          {own !== null && district !== null && (
            <Trans>
              That is {formatDollars(own)} for each pupil; the district’s average is {formatDollars(district)}.
            </Trans>
          )}
        </p>
        {school.current_cents !== null && (
          <p className="mt-2 flex flex-wrap items-center gap-x-2">
            <Trans>Against last year’s budget:</Trans> <DiffValue value={school.total_cents - school.current_cents} />
          </p>
        )}
        {school.held_harmless && (
          <p className="mt-2 max-w-line text-muted">
            <Trans>The formula alone would give this school less; a protection keeps it from losing more than the district allows.</Trans>
          </p>
        )}
        <div className="mt-5 grid print:mt-2 gap-6 sm:grid-cols-2">
          <div className="min-w-0">
            <h3 className="mb-2 font-semibold">
              <Trans>Where the money comes from</Trans>
            </h3>
            <dl className="divide-y divide-line">
              {sources.map((source) => (
                <Line key={source.source_id} term={source.name} value={formatDollars(school.source_cents[source.source_id] ?? 0)} />
              ))}
              {school.merged_cents !== 0 && <Line term={sources.length === 0 ? t`All sources together` : t`Other sources together`} value={formatDollars(school.merged_cents)} />}
            </dl>
          </div>
          <div className="min-w-0">
            <h3 className="mb-2 font-semibold">
              <Trans>The school’s pupils</Trans>
            </h3>
            <dl className="divide-y divide-line">
              <Line term={t`All pupils`} value={school.pupil_count === null ? '*' : formatWhole(Number(school.pupil_count))} />
              {needs.map((need) => {
                const count = school.need_pupil_counts[need];
                return <Line key={need} term={page.need_names[need] ?? need} value={count === null || count === undefined ? '*' : formatWhole(Number(count))} />;
              })}
            </dl>
          </div>
        </div>
      </Card>
    </div>
  );
}

function Line({ term, value }: { term: string; value: string }) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-1.5 print:text-sm">
      <dt className="min-w-0">{term}</dt>
      <dd className="tabular-nums">{value}</dd>
    </div>
  );
}
