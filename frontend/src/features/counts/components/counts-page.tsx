import { Card } from '@kit/card';
import { EmptyState } from '@kit/empty-state';
import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import type { CountVersion } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { countedScenarioQuery, type CountedScenario, countVersionsQuery } from '../api/count-versions';
import { ChooseCounts } from './choose-counts';
import { ChooseRevenue } from './choose-revenue';
import { CombineCounts } from './combine-counts';
import { CompareCounts } from './compare-counts';
import { CountGroups } from './count-groups';
import { PolicyWordsCard } from './policy-words-card';
import { VersionTable } from './version-table';

/** Every count of the year side by side: what each says, what each would give, and which one is used. */
export function CountsPage({ scenarioId }: { scenarioId: string }) {
  const { t } = useLingui();
  const loaded = useQuery(countedScenarioQuery(scenarioId));
  const year = loaded.data?.scenario.fiscal_year;
  const versions = useQuery({ ...countVersionsQuery(year ?? 0), enabled: year !== undefined });
  const failed = [loaded, versions].find((one) => one.isError);
  return (
    <>
      <PageHeader
        context={year !== undefined && <Trans>Fiscal year {fiscalYearName(year)}</Trans>}
        title={t`Counts side by side`}
        lead={<Trans>Projected, on census day, in attendance: every import of the year’s counts is kept. See who each counts and what it would give, and choose the one this scenario uses.</Trans>}
      />
      {failed !== undefined ? (
        <ProblemPanel error={failed.error} onRetry={() => void failed.refetch()} />
      ) : loaded.data === undefined || versions.data === undefined ? (
        <Loading lines={10} />
      ) : versions.data.length === 0 ? (
        <EmptyState title={t`No counts yet`}>
          <Trans>Import pupil counts of this year on the data page.</Trans>
        </EmptyState>
      ) : (
        <Counts loaded={loaded.data} versions={versions.data} />
      )}
    </>
  );
}

function Counts({ loaded, versions }: { loaded: CountedScenario; versions: readonly CountVersion[] }) {
  const { t } = useLingui();
  const me = useMe();
  const isEditor = me.roles.some((role) => role === 'superintendent' || role === 'budget_director' || role === 'budget_analyst');
  const pinned = loaded.scenario.data_versions?.['counts'] ?? null;
  const used = pinned ?? versions[0]?.version ?? null;
  return (
    <div className="space-y-6">
      <Card title={t`Versions`} flush>
        <VersionTable fiscalYear={loaded.scenario.fiscal_year} versions={versions} used={used} mayEdit={isEditor} />
      </Card>
      {used !== null && <CountGroups versions={versions} scenario={{ id: loaded.scenario.scenario_id, version: loaded.scenario.version }} used={used} />}
      <PolicyWordsCard loaded={loaded} canEdit={isEditor} />
      {isEditor && (
        <div className="grid gap-6 lg:grid-cols-2">
          <ChooseCounts key={String(pinned)} loaded={loaded} versions={versions} pinned={pinned} />
          <ChooseRevenue loaded={loaded} />
          {versions.length > 1 && <CombineCounts fiscalYear={loaded.scenario.fiscal_year} versions={versions} />}
        </div>
      )}
      {versions.length > 1 && used !== null && <CompareCounts scenario={loaded.scenario} versions={versions} used={used} />}
    </div>
  );
}
