import { ProblemPanel } from '@kit/problem-panel';
import { Skeleton, Loading } from '@kit/skeleton';
import { useQuery } from '@tanstack/react-query';
import { scenarioQuery } from '../api/scenarios';
import { Studio, type StudioWays } from './studio';

export type ScenarioPageProps = { scenarioId: string } & StudioWays;

export function ScenarioPage({ scenarioId, ...ways }: ScenarioPageProps) {
  const loaded = useQuery(scenarioQuery(scenarioId));
  if (loaded.isPending) {
    return (
      <Loading>
        <Skeleton className="h-16 w-full" />
        <div className="mt-6 grid gap-6 lg:grid-cols-[24rem_minmax(0,1fr)]">
          <Skeleton className="h-96 w-full" />
          <Skeleton className="h-96 w-full" />
        </div>
      </Loading>
    );
  }
  if (loaded.isError) return <ProblemPanel error={loaded.error} onRetry={() => void loaded.refetch()} />;
  return <Studio loaded={loaded.data} {...ways} />;
}
