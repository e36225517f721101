import { Badge } from '@kit/badge';
import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { FormulaLine } from '../api/library';

type FormulaGalleryProps = {
  formulas: readonly FormulaLine[];
  formulaLink: (formulaId: string, label: ReactNode) => ReactNode;
  /** The way to the scenario's salaries. */
  salariesLink: (label: ReactNode) => ReactNode;
};

const CARD = 'flex min-w-0 flex-col rounded-lg border border-line bg-surface p-4 shadow-card sm:p-5';

/** Every formula of the library, each in a few words; its texts come in the language of the page. */
export function FormulaGallery({ formulas, formulaLink, salariesLink }: FormulaGalleryProps) {
  return (
    <>
      <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
        {formulas.map((formula) => (
          <li key={formula.formula_id} className={CARD}>
            <div className="flex flex-wrap items-center gap-2 text-sm text-muted">
              <span>{formula.district}</span>
              <span aria-hidden="true">·</span>
              <span>
                <Trans>fiscal year {String(formula.fiscal_year)}</Trans>
              </span>
              <KindBadge kind={formula.kind} />
            </div>
            <h2 className="mt-2 text-lg font-semibold">{formula.title}</h2>
            <p className="mt-2 grow">{formula.summary}</p>
            {formula.since_then !== '' && <p className="mt-2 text-sm text-muted">{formula.since_then}</p>}
            <div className="mt-4 flex flex-wrap items-center justify-between gap-2">
              {formulaLink(
                formula.formula_id,
                <>
                  <Trans>Try it on our schools</Trans>
                  <span className="sr-only">
                    : {formula.district}, {formula.title}, {formula.fiscal_year}
                  </span>
                </>,
              )}
            </div>
          </li>
        ))}
        <li className={CARD}>
          <p className="text-sm text-muted">
            <Trans>Oakland, California</Trans>
          </p>
          <h2 className="mt-2 text-lg font-semibold">
            <Trans>Results-based budgeting</Trans>
          </h2>
          <p className="mt-2 grow">
            <Trans>
              Not a formula of weights: schools pay the actual salaries of their people, where most districts charge the average. See both on your own
              payroll, and what averaging moves between your schools.
            </Trans>
          </p>
          <div className="mt-4">{salariesLink(<Trans>Compare salaries</Trans>)}</div>
        </li>
      </ul>
      <p className="mt-6 max-w-line text-sm text-muted">
        <Trans>
          Each formula says where its figures stand, what was left out and what was assumed. Published examples are recomputed to the cent whenever this
          program is tested.
        </Trans>
      </p>
    </>
  );
}

function KindBadge({ kind }: { kind: string }) {
  const { t } = useLingui();
  if (kind === 'state') return <Badge>{t`State formula`}</Badge>;
  if (kind === 'hybrid') return <Badge>{t`Staffing and dollars`}</Badge>;
  return null;
}
