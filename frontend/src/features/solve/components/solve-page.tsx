import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { districtSettingsQuery } from '@lib/district';
import { fiscalYearName } from '@lib/fiscal-year';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { settingsQuery, solvedScenarioQuery, todayQuery } from '../api/solve';
import { Workbench } from './workbench';

export type SolvePageProps = { scenarioId: string; onSaved: (scenarioId: string) => void };

/** State goals and what may move; get the nearest policy, or why there is none. */
export function SolvePage({ scenarioId, onSaved }: SolvePageProps) {
  const { t } = useLingui();
  const scenario = useQuery(solvedScenarioQuery(scenarioId));
  const settings = useQuery(settingsQuery(scenarioId));
  const today = useQuery(todayQuery(scenarioId));
  const district = useQuery(districtSettingsQuery);
  const failed = [scenario, settings, district].find((one) => one.isError);
  return (
    <>
      <PageHeader
        context={scenario.data && <Trans>Fiscal year {fiscalYearName(scenario.data.fiscal_year)}</Trans>}
        title={t`Find a policy`}
        lead={<Trans>Say what the budget must achieve and which settings may move. You get the policy nearest to today’s, or the goals that stand against each other and what it costs to relax each.</Trans>}
      />
      {failed !== undefined ? (
        <ProblemPanel error={failed.error} onRetry={() => void failed.refetch()} />
      ) : scenario.data === undefined || settings.data === undefined || district.data === undefined || today.isPending ? (
        <Loading lines={10} />
      ) : (
        <Workbench scenario={scenario.data} settings={settings.data} district={district.data} sources={today.data?.sources ?? []} onSaved={onSaved} />
      )}
    </>
  );
}
