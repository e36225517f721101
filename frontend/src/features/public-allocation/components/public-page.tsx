import { downloadText, toCsv } from '@charts/download';
import { Notice } from '@kit/notice';
import { PlainButton } from '@kit/plain-button';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import type { PublicAllocation } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatDollars, formatShortDollars } from '@lib/money';
import { formatDate, formatWhole } from '@lib/number-format';
import { ApiProblem } from '@lib/problem';
import { useAsked } from '@lib/use-asked';
import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useEffect } from 'react';
import { publicAllocations } from '../api/public-allocation';
import { perPupilCents } from '../model/rates';
import { FormulaInWords } from './formula-in-words';
import { MoneyGoes } from './money-goes';
import { PublicFingerprint } from './public-fingerprint';
import { SchoolFinder } from './school-finder';

type PublicPageProps = { runId: string; pageLink: (runId: string, words: ReactNode) => ReactNode };

/** A district's budget as anybody may read it, in plain words. */
export function PublicPage({ runId, pageLink }: PublicPageProps) {
  const { t, i18n } = useLingui();
  // A refusal is worded by the server, so in another language it is asked for again; an answer is kept.
  const page = useAsked(`${runId} ${i18n.locale}`, () => publicAllocations.take(runId));
  const name = page.data === undefined ? t`School budgets` : t`School budgets of ${page.data.district_name}`;
  useEffect(() => {
    document.title = `${name} · SSFR`;
  }, [name]);
  if (page.data !== undefined) return <Allocation page={page.data} pageLink={pageLink} />;
  if (page.error !== null) return <Failed error={page.error} onRetry={page.askAgain} />;
  return (
    <>
      <h1 className="sr-only">{name}</h1>
      <Loading lines={12} />
    </>
  );
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useLingui();
  const isGone = error instanceof ApiProblem && (error.status === 404 || error.status === 422);
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold">{t`School budgets`}</h1>
      {isGone ? (
        <Notice title={<Trans>There is no such page</Trans>}>
          <Trans>The district has not made this budget public, or has taken it back. Ask the district’s budget office for the address of the present one.</Trans>
        </Notice>
      ) : (
        <ProblemPanel error={error} onRetry={onRetry} />
      )}
    </>
  );
}

function Allocation({ page, pageLink }: { page: PublicAllocation; pageLink: PublicPageProps['pageLink'] }) {
  const { t } = useLingui();
  const year = fiscalYearName(page.fiscal_year);
  const total = page.district.to_schools_cents;
  const each = perPupilCents(total, page.pupil_count);
  const others = page.others.filter((other) => other.run_id !== page.run_id);

  function download() {
    const needs = Object.keys(page.need_names);
    const table = {
      headers: ['school_id', t`School`, t`Pupils`, t`Budget in dollars`, ...needs.map((need) => page.need_names[need] ?? need)],
      rows: page.schools.map((school) =>
        [school.school_id, school.name, school.pupil_count ?? '*', (school.total_cents / 100).toFixed(2)].concat(needs.map((need) => school.need_pupil_counts[need] ?? '*')),
      ),
    };
    downloadText(`school-budgets-${page.fiscal_year}.csv`, toCsv(table), 'text/csv');
  }

  return (
    <div data-print="handout" className="space-y-8 print:space-y-4">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div className="min-w-0">
          <p className="text-sm font-medium text-muted">
            {page.district_name} · <Trans>school year {year}</Trans>
          </p>
          <h1 className="mt-1 max-w-line text-xl font-semibold tracking-tight">
            <Trans>
              {formatShortDollars(total)} for {formatWhole(page.schools.length)} schools and {formatWhole(Number(page.pupil_count))} pupils
            </Trans>
          </h1>
          <p className="mt-2 max-w-line text-muted">
            {each !== null && <Trans>That is {formatDollars(each)} for each pupil on average. </Trans>}
            <Trans>Find your school below, see what it receives, and how the amount comes about.</Trans>
          </p>
        </div>
        <div data-print="hide" className="flex flex-wrap gap-2">
          <PlainButton icon="download" onClick={download}>
            <Trans>Download (CSV)</Trans>
          </PlainButton>
          <PlainButton icon="print" onClick={() => globalThis.print()}>
            <Trans>Print</Trans>
          </PlainButton>
        </div>
      </header>
      {page.newer_run_id !== null && (
        <Notice tone="warning" title={<Trans>There is a newer budget for this year</Trans>} actions={pageLink(page.newer_run_id, <Trans>Read the present one</Trans>)}>
          <Trans>This page stays as it was published, so that what was said then can be looked up.</Trans>
        </Notice>
      )}
      <SchoolFinder page={page} />
      <FormulaInWords page={page} />
      <MoneyGoes page={page} />
      <PublicFingerprint page={page} />
      {others.length > 0 && (
        <section aria-labelledby="other-budgets">
          <h2 id="other-budgets" className="mb-2 text-lg font-semibold">
            <Trans>Other budgets of this district</Trans>
          </h2>
          <ul className="space-y-1">
            {others.map((other) => (
              <li key={other.run_id}>
                {pageLink(
                  other.run_id,
                  <Trans>
                    School year {fiscalYearName(other.fiscal_year)}, published {formatDate(other.published_at)}
                  </Trans>,
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="max-w-line text-sm text-muted">
        <Trans>
          An asterisk (*) stands where fewer than {page.fewest_shown} pupils would be told of, or where the number would give away another one. Such small
          groups are never shown.
        </Trans>
      </p>
    </div>
  );
}
