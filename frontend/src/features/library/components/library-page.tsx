import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Dollars, formulasQuery, libraryScenarioQuery } from '../api/library';
import { BorrowedView } from './borrowed-view';
import { FormulaGallery } from './formula-gallery';

export type LibraryPageProps = {
  scenarioId: string;
  formulaId: string | null;
  dollars: Dollars;
  onDollars: (dollars: Dollars) => void;
  onSaved: (scenarioId: string) => void;
  /** The button that opens a formula. */
  formulaLink: (formulaId: string, label: ReactNode) => ReactNode;
  /** The way to the scenario's salaries. */
  salariesLink: (label: ReactNode) => ReactNode;
  /** The way back to all formulas. */
  backLink: ReactNode;
};

/** What would Boston's formula give our schools? */
export function LibraryPage({ scenarioId, formulaId, formulaLink, salariesLink, backLink, ...view }: LibraryPageProps) {
  const { t } = useLingui();
  const scenario = useQuery(libraryScenarioQuery(scenarioId));
  const formulas = useQuery(formulasQuery);
  const failed = [scenario, formulas].find((one) => one.isError);
  const chosen = formulas.data?.find((one) => one.formula_id === formulaId);
  return (
    <>
      <PageHeader
        context={scenario.data?.name}
        title={chosen === undefined ? t`Other districts’ formulas` : t`${chosen.district}: ${chosen.title}`}
        lead={
          chosen === undefined ? (
            <Trans>Pick a published formula and see what it would give your schools: the same pupils, the same money, their rules.</Trans>
          ) : (
            <Trans>Your pupils and your money under this formula. Floors and hold harmless are left out on both sides, so that formula stands against formula.</Trans>
          )
        }
        actions={chosen !== undefined && backLink}
      />
      {failed !== undefined ? (
        <ProblemPanel error={failed.error} onRetry={() => void failed.refetch()} />
      ) : scenario.data === undefined || formulas.data === undefined ? (
        <Loading lines={8} />
      ) : formulaId === null ? (
        <FormulaGallery formulas={formulas.data} formulaLink={formulaLink} salariesLink={salariesLink} />
      ) : (
        <BorrowedView key={formulaId} scenario={scenario.data} formulaId={formulaId} {...view} />
      )}
    </>
  );
}
