import { Card } from '@kit/card';
import { FileButton } from '@kit/file-button';
import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { fiscalYearName } from '@lib/fiscal-year';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { calculatorPath, documentsScenarioQuery, packetPath } from '../api/files';
import { NoticesCard } from './notices-card';

const EDITORS: ReadonlySet<string> = new Set(['superintendent', 'budget_director', 'budget_analyst']);

type DocumentsPageProps = {
  scenarioId: string;
  /** A link to the published budgets, where the documents of a final budget are. */
  publishedLink: (words: ReactNode) => ReactNode;
};

/** Everything that can be made of a scenario to take home: the calculator, the letters, the board's packet. */
export function DocumentsPage({ scenarioId, publishedLink }: DocumentsPageProps) {
  const { t } = useLingui();
  const scenario = useQuery(documentsScenarioQuery(scenarioId));
  const canStart = useMe().roles.some((role) => EDITORS.has(role));
  const basis = { scenarioId };
  return (
    <>
      <PageHeader
        context={scenario.data && <Trans>Fiscal year {fiscalYearName(scenario.data.fiscal_year)}</Trans>}
        title={scenario.data === undefined ? t`Documents` : t`Documents of “${scenario.data.name}”`}
        lead={<Trans>Files to take into a meeting, made from this scenario as it is saved. Choose one; it is made while you wait.</Trans>}
      />
      {scenario.isError ? (
        <ProblemPanel error={scenario.error} onRetry={() => void scenario.refetch()} />
      ) : scenario.data === undefined ? (
        <Loading lines={8} />
      ) : (
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <Card
            title={t`District calculator`}
            description={t`A spreadsheet of every school with live formulas: change a weight or a count, and every budget follows, to the cent.`}
          >
            <FileButton path={calculatorPath(basis)} variant="primary">
              <Trans>Calculator (Excel)</Trans>
            </FileButton>
            <p className="mt-3 text-sm text-muted">
              <Trans>For 1,000 schools it takes some seconds to make. Excel and LibreOffice both open it.</Trans>
            </p>
          </Card>
          <Card
            title={t`Board packet`}
            description={t`Summary, policy in plain words, who gains and loses, equity, reconciliation, every school, and how to check it.`}
          >
            <div className="flex flex-wrap gap-3">
              <FileButton path={packetPath(basis, 'en')} variant="primary">
                <Trans>Packet in English (PDF)</Trans>
              </FileButton>
              <FileButton path={packetPath(basis, 'es')}>
                <Trans>Packet in Spanish (PDF)</Trans>
              </FileButton>
            </div>
          </Card>
          <NoticesCard basis={basis} canStart={canStart} />
          <Card title={t`Each school’s own spreadsheet`} description={t`Once a budget is published, every principal finds the school’s letter and spreadsheet on its funding page.`}>
            <p>{publishedLink(<Trans>Published budgets</Trans>)}</p>
          </Card>
        </div>
      )}
    </>
  );
}
