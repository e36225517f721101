import { ProblemPanel } from '@kit/problem-panel';
import { Loading, Skeleton } from '@kit/skeleton';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { scenarioQuery } from '../api/scenarios';
import { Studio } from './studio';
import { type StudioWays, Workbench, type WorkbenchBodyProps } from './workbench';

export type ScenarioViewProps = { scenarioId: string } & StudioWays;

export function ScenarioPage(props: ScenarioViewProps) {
  const { t } = useLingui();
  return <ScenarioView {...props} title={t`Allocation studio`} Body={Studio} />;
}

type AnyViewProps = ScenarioViewProps & { title: string; Body: ComponentType<WorkbenchBodyProps> };

/** A view that edits a scenario, once the scenario is there. */
export function ScenarioView({ scenarioId, title, Body, ...ways }: AnyViewProps) {
  const loaded = useQuery(scenarioQuery(scenarioId));
  if (loaded.isPending) {
    return (
      <>
        <h1 className="sr-only">{title}</h1>
        <Loading>
          <Skeleton className="h-16 w-full" />
          <div className="mt-6 grid gap-6 lg:grid-cols-[24rem_minmax(0,1fr)]">
            <Skeleton className="h-96 w-full" />
            <Skeleton className="h-96 w-full" />
          </div>
        </Loading>
      </>
    );
  }
  if (loaded.isError) {
    return (
      <>
        <h1 className="sr-only">{title}</h1>
        <ProblemPanel error={loaded.error} onRetry={() => void loaded.refetch()} />
      </>
    );
  }
  return <Workbench loaded={loaded.data} title={title} Body={Body} {...ways} />;
}
