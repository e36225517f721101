import { Button } from './button';
import { PageHeader } from './page-header';
import { ProblemPanel } from './problem-panel';
import { Loading } from './skeleton';
import type { Answer } from '@lib/api';
import { fiscalYearName } from '@lib/fiscal-year';
import { savedScenarioQuery } from '@lib/saved-scenario';
import { yearSettingsQuery, type YearSettings, type YearTopic } from '@lib/year-settings';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

type YearSettingsPageProps<Topic extends YearTopic> = {
  scenarioId: string;
  topic: Topic;
  title: string;
  lead: ReactNode;
  /** Made anew when somebody saved other settings. */
  children: (fiscalYear: number, stored: Answer<YearSettings[Topic]>) => ReactNode;
};

/** A page that tests a scenario against rules of its year: the scenario and the year's settings first, then the rest. */
export function YearSettingsPage<Topic extends YearTopic>({ scenarioId, topic, title, lead, children }: YearSettingsPageProps<Topic>) {
  const scenario = useQuery(savedScenarioQuery(scenarioId));
  const year = scenario.data?.fiscal_year;
  const stored = useQuery({ ...yearSettingsQuery(topic, year ?? 0), enabled: year !== undefined });
  const failed = [scenario, stored].find((one) => one.isError);
  return (
    <>
      <PageHeader
        context={year !== undefined && <Trans>Fiscal year {fiscalYearName(year)}</Trans>}
        title={title}
        lead={lead}
        actions={
          <Button icon="print" onPress={() => window.print()}>
            <Trans>Print</Trans>
          </Button>
        }
      />
      {failed !== undefined ? (
        <ProblemPanel error={failed.error} onRetry={() => void failed.refetch()} />
      ) : stored.data === undefined || year === undefined ? (
        <Loading lines={10} />
      ) : (
        children(year, stored.data)
      )}
    </>
  );
}
