import { downloadText, toCsv } from '@charts/download';
import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { EmptyState } from '@kit/empty-state';
import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { WhyProvider } from '@kit/why';
import { fiscalYearName } from '@lib/fiscal-year';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { comparisonQuery, yearReviewsQuery } from '../api/comparison';
import { comparisonTable } from '../model/compared-rows';
import { AdoptCard } from './adopt-card';
import { ComparedSources } from './compared-sources';
import { OutcomeGrid } from './outcome-grid';
import { SchoolComparison } from './school-comparison';
import { ScenarioPicker } from './scenario-picker';
import { SettingDifferences } from './setting-differences';

export type ComparePageProps = {
  fiscalYear: number;
  scenarioIds: readonly string[];
  onChoose: (scenarioIds: readonly string[]) => void;
  backLink: ReactNode;
  /** A link to a scenario's own page. */
  scenarioLink: (scenarioId: string, name: ReactNode) => ReactNode;
};

/** Two to six scenarios of a year side by side, and the choice between them. */
export function ComparePage({ fiscalYear, scenarioIds, onChoose, backLink, scenarioLink }: ComparePageProps) {
  const { t } = useLingui();
  const year = useQuery(yearReviewsQuery(fiscalYear));
  const known = new Set(year.data?.items.map((item) => item.scenario_id));
  const chosen = scenarioIds.filter((id) => known.has(id));
  const comparison = useQuery(comparisonQuery(chosen, null));
  const name = t`Compare scenarios`;

  function download() {
    if (comparison.data === undefined) return;
    const table = comparisonTable(comparison.data, { school: t`School`, pupils: t`Pupils`, today: t`Today` });
    downloadText(`comparison-${fiscalYear}.csv`, toCsv(table), 'text/csv');
  }

  return (
    <>
      <p data-print="hide" className="mb-3">
        {backLink}
      </p>
      <PageHeader
        context={<Trans>Fiscal year {fiscalYearName(fiscalYear)}</Trans>}
        title={name}
        lead={<Trans>Put two to six scenarios side by side: what each school would receive, who gains and loses, and how fair it is. The first one you choose is what the others are measured against.</Trans>}
        actions={
          <Button icon="download" onPress={download} isDisabled={comparison.data === undefined || chosen.length < 2}>
            <Trans>Download (CSV)</Trans>
          </Button>
        }
      />
      {year.isPending ? (
        <Loading lines={8} />
      ) : year.isError ? (
        <ProblemPanel error={year.error} onRetry={() => void year.refetch()} />
      ) : year.data.items.length < 2 ? (
        <EmptyState icon="table" title={<Trans>There is nothing to compare yet for {fiscalYearName(fiscalYear)}</Trans>}>
          <Trans>Copy a scenario in the allocation studio, for example “Dollars follow need”, change a weight in the copy, and come back to see both side by side.</Trans>
        </EmptyState>
      ) : (
        <div className="space-y-6">
          <ScenarioPicker reviews={year.data} chosen={chosen} onChoose={onChoose} />
          {chosen.length < 2 ? (
            <Card>
              <p className="text-muted">
                <Trans>Choose at least two scenarios above.</Trans>
              </p>
            </Card>
          ) : comparison.isError ? (
            <ProblemPanel error={comparison.error} onRetry={() => void comparison.refetch()} />
          ) : comparison.data === undefined ? (
            <Loading lines={12} />
          ) : (
            <WhyProvider>
              <div className="space-y-6" aria-busy={comparison.isPlaceholderData}>
                <OutcomeGrid comparison={comparison.data} reviews={year.data} scenarioLink={scenarioLink} />
                <SettingDifferences comparison={comparison.data} />
                <SchoolComparison comparison={comparison.data} />
                <ComparedSources comparison={comparison.data} />
                <AdoptCard comparison={comparison.data} reviews={year.data} />
              </div>
            </WhyProvider>
          )}
        </div>
      )}
    </>
  );
}
