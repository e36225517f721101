import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { DataTable } from '@kit/data-table';
import { EmptyState } from '@kit/empty-state';
import { IconButton } from '@kit/icon-button';
import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatDateTime } from '@lib/number-format';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { type ScenarioSummary, scenariosQuery } from '../api/scenarios';

const NewScenarioDialog = lazy(async () => ({ default: (await import('./new-scenario-dialog')).NewScenarioDialog }));
const DeleteScenarioDialog = lazy(async () => ({ default: (await import('./delete-scenario-dialog')).DeleteScenarioDialog }));

export type ScenariosPageProps = {
  fiscalYear: number;
  yearSwitch: ReactNode;
  onOpen: (scenarioId: string) => void;
  onGoToData: () => void;
};

/** All what-ifs of a year, and the way to a new one. */
export function ScenariosPage({ fiscalYear, yearSwitch, onOpen, onGoToData }: ScenariosPageProps) {
  const { t } = useLingui();
  const me = useMe();
  const canEdit = me.roles.some((role) => role === 'superintendent' || role === 'budget_director' || role === 'budget_analyst');
  const scenarios = useQuery(scenariosQuery(fiscalYear));
  const [isCreating, setCreating] = useState(false);
  const [leaving, setLeaving] = useState<ScenarioSummary | null>(null);
  const newButton = canEdit && (
    <Button variant="primary" icon="plus" onPress={() => setCreating(true)}>
      <Trans>New scenario</Trans>
    </Button>
  );
  return (
    <>
      <PageHeader
        context={<Trans>Fiscal year {fiscalYearName(fiscalYear)}</Trans>}
        title={t`Allocation studio`}
        lead={<Trans>Decide how every source reaches the schools, and watch all budgets change as you do. Open a scenario, or begin a new one.</Trans>}
        actions={
          <>
            {yearSwitch}
            {newButton}
          </>
        }
      />
      {scenarios.isPending ? (
        <Loading lines={6} />
      ) : scenarios.isError ? (
        <ProblemPanel error={scenarios.error} onRetry={() => void scenarios.refetch()} />
      ) : scenarios.data.length === 0 ? (
        <EmptyState icon="table" title={<Trans>No scenario yet for {fiscalYearName(fiscalYear)}</Trans>} action={newButton || undefined}>
          <Trans>A scenario is a named what-if, for example “More for English learners”. It begins with the year’s revenue sources, shared equally by pupils.</Trans>
        </EmptyState>
      ) : (
        <Card flush>
          <div className="pt-4">
            <DataTable
              caption={t`Scenarios for ${fiscalYearName(fiscalYear)}`}
              rows={scenarios.data}
              rowId={(one) => one.scenario_id}
              initialSort={{ columnId: 'changed', direction: 'descending' }}
              onOpenRow={(one) => onOpen(one.scenario_id)}
              columns={[
                { id: 'name', header: t`Scenario`, cell: (one) => one.name, sortValue: (one) => one.name },
                { id: 'changed', header: t`Changed`, cell: (one) => (one.changed_at === undefined ? '–' : formatDateTime(one.changed_at)), sortValue: (one) => one.changed_at ?? '' },
                { id: 'by', header: t`By`, hideBelow: 'sm', cell: (one) => one.changed_by ?? '', sortValue: (one) => one.changed_by ?? '' },
                ...(canEdit
                  ? [{ id: 'delete', header: t`Delete`, align: 'end' as const, cell: (one: ScenarioSummary) => <IconButton icon="close" label={t`Delete ${one.name}`} onPress={() => setLeaving(one)} /> }]
                  : []),
              ]}
            />
          </div>
        </Card>
      )}
      <Suspense fallback={null}>
      {isCreating && (
        <NewScenarioDialog
          fiscalYear={fiscalYear}
          scenarios={scenarios.data ?? []}
          onClose={() => setCreating(false)}
          onCreated={onOpen}
          onGoToData={onGoToData}
        />
      )}
      {leaving !== null && <DeleteScenarioDialog scenario={leaving} fiscalYear={fiscalYear} onClose={() => setLeaving(null)} />}
      </Suspense>
    </>
  );
}
