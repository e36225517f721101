import { downloadText } from '@charts/download';
import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { ReconciliationTable } from '@kit/reconciliation-table';
import { Loading } from '@kit/skeleton';
import { showToast } from '@kit/toast-queue';
import { districtSettingsQuery, schoolsQuery } from '@lib/district';
import { fiscalYearName } from '@lib/fiscal-year';
import { ApiProblem } from '@lib/problem';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useReducer, useRef, useState } from 'react';
import { type LoadedScenario, scenariosQuery, useSaveScenario } from '../api/scenarios';
import { policyFaults } from '../model/gap';
import type { PolicyEdit } from '../model/policy-edits';
import { hasUnsavedChanges, policyReducer, startHistory } from '../model/policy-history';
import type { SchoolRow } from '../model/school-rows';
import type { Editing, Words } from './editing';
import { Findings, OutcomeTiles, ToSchoolsLine } from './outcome';
import { RefusalPanel } from './refusal-panel';
import { SchoolTable } from './school-table';
import { SourceCard } from './source-card';
import { SpokenTotals } from './spoken-totals';
import { StudioBar } from './studio-bar';
import { useCalculation } from './use-calculation';
import { useUndoKeys } from './use-undo-keys';

const AdjustmentsCard = lazy(async () => ({ default: (await import('./adjustments-card')).AdjustmentsCard }));
const LeaveGuard = lazy(async () => ({ default: (await import('./leave-guard')).LeaveGuard }));
const RenameDialog = lazy(async () => ({ default: (await import('./rename-dialog')).RenameDialog }));
const ChangeChart = lazy(async () => ({ default: (await import('./change-chart')).ChangeChart }));
const SchoolDialog = lazy(async () => ({ default: (await import('./school-dialog')).SchoolDialog }));
const PolicyJsonDialog = lazy(async () => ({ default: (await import('./policy-json-dialog')).PolicyJsonDialog }));

export type StudioWays = {
  onOpen: (scenarioId: string) => void;
  onList: (fiscalYear: number) => void;
  onReview: () => void;
};

type StudioProps = StudioWays & { loaded: LoadedScenario };

/** After a rest, the next move of the same slider is a step of its own to undo. */
const REST_MS = 700;

/** The workbench of the formula: decisions on the left, what they come to beside them. */
export function Studio({ loaded, onOpen, onList, onReview }: StudioProps) {
  const { t } = useLingui();
  const { scenario } = loaded;
  const me = useMe();
  const canEdit = me.roles.some((role) => role === 'superintendent' || role === 'budget_director' || role === 'budget_analyst');
  const [history, dispatch] = useReducer(policyReducer, scenario.policy, startHistory);
  const [name, setName] = useState(scenario.name);
  const [etag, setEtag] = useState(loaded.etag);
  const [openSource, setOpenSource] = useState<string | null>(null);
  const [openSchool, setOpenSchool] = useState<number | null>(null);
  const [shownWindow, setShownWindow] = useState<'rename' | 'json' | null>(null);
  const settings = useQuery(districtSettingsQuery);
  const schools = useQuery(schoolsQuery(scenario.fiscal_year));
  const scenarios = useQuery(scenariosQuery(scenario.fiscal_year));
  const save = useSaveScenario(scenario.scenario_id);
  const calculation = useCalculation(scenario.scenario_id, history.present);
  const result = useDeferredValue(calculation.result);
  // Set on the way out after saving, before the saved state is on screen.
  const mayLeave = useRef(false);
  const isChanged = canEdit && (hasUnsavedChanges(history) || name !== scenario.name);

  const restTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const edit = useCallback((change: PolicyEdit, mergeKey?: string) => {
    dispatch({ type: 'edit', edit: change, mergeKey });
    clearTimeout(restTimer.current);
    if (mergeKey !== undefined) restTimer.current = setTimeout(() => dispatch({ type: 'rest' }), REST_MS);
  }, []);
  useUndoKeys(canEdit, dispatch);

  const sources = useMemo(() => new Map(result?.sources.map((source) => [source.source_id, source])), [result]);
  const schoolList = schools.data ?? NO_SCHOOLS;
  const editing = useMemo<Editing>(
    () => ({ policy: history.present, saved: history.saved, canEdit, settings: settings.data, schools: schoolList, sources, edit }),
    [history.present, history.saved, canEdit, settings.data, schoolList, sources, edit],
  );
  const words = useMemo<Words>(() => ({ settings: settings.data }), [settings.data]);
  const { levels } = history.present;
  // An edit elsewhere need not wait until the floors are drawn again.
  const restedEditing = useDeferredValue(editing);
  const savedSources = useMemo(() => new Map(history.saved.sources.map((source) => [source.source_id, source])), [history.saved]);
  const toggleSource = useCallback((sourceId: string) => setOpenSource((open) => (open === sourceId ? null : sourceId)), []);
  const openRow = useCallback((row: SchoolRow) => setOpenSchool(row.index), []);
  const faulty = new Set(policyFaults(calculation.error, history.present.sources.map((source) => source.source_id)).map((fault) => fault.sourceId));

  function saveThen(after?: () => void) {
    const policy = { ...history.present, name };
    save.mutate(
      { name, policy, note: '', etag },
      {
        onSuccess: (saved) => {
          setEtag(saved.etag);
          dispatch({ type: 'saved', policy: history.present });
          showToast({ text: t`Saved` });
          if (after === undefined) return;
          mayLeave.current = true;
          after();
        },
      },
    );
  }

  return (
    <div className="2xl:relative 2xl:ml-[calc((100%-min(100vw-4rem,110rem))/2)] 2xl:w-[min(100vw-4rem,110rem)]">
      <h1 className="sr-only">
        <Trans>Allocation studio, fiscal year {fiscalYearName(scenario.fiscal_year)}</Trans>
      </h1>
      <StudioBar
        scenarioId={scenario.scenario_id}
        name={name}
        scenarios={scenarios.data ?? []}
        result={calculation.result}
        error={calculation.error}
        isUnderWay={calculation.isUnderWay}
        canEdit={canEdit}
        isChanged={isChanged}
        isSaving={save.isPending}
        canUndo={history.past.length > 0}
        canRedo={history.future.length > 0}
        onOpen={onOpen}
        onUndo={() => dispatch({ type: 'undo' })}
        onRedo={() => dispatch({ type: 'redo' })}
        onSave={() => saveThen()}
        onReview={() => (isChanged ? saveThen(onReview) : onReview())}
        menu={[
          ...(canEdit
            ? [
                { id: 'rename', label: t`Rename…`, icon: 'edit' as const, onAction: () => setShownWindow('rename') },
                { id: 'revert', label: t`Back to what is saved`, icon: 'undo' as const, isDisabled: !isChanged, onAction: () => dispatch({ type: 'revert' }) },
                { id: 'import', label: t`Bring in a policy (JSON)…`, icon: 'upload' as const, onAction: () => setShownWindow('json') },
              ]
            : []),
          {
            id: 'export',
            label: t`Download the policy (JSON)`,
            icon: 'download',
            onAction: () => downloadText(`policy-${scenario.fiscal_year}.json`, `${JSON.stringify(history.present, null, 2)}\n`, 'application/json'),
          },
          { id: 'list', label: t`All scenarios`, icon: 'table', onAction: () => onList(scenario.fiscal_year) },
        ]}
      />
      <SpokenTotals result={calculation.result} />
      <div className="mb-6 space-y-4 empty:hidden">
        {save.isError && <SaveProblem error={save.error} onReload={() => location.reload()} />}
        {calculation.error !== null && (
          <RefusalPanel
            editing={editing}
            error={calculation.error}
            hasResult={calculation.result !== undefined}
            onRetry={calculation.retry}
            onOpenSource={setOpenSource}
          />
        )}
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[21rem_minmax(0,1fr)] 2xl:grid-cols-[25rem_minmax(0,1fr)]">
        <div className="min-w-0 space-y-6 lg:sticky lg:top-24 lg:max-h-[calc(100dvh-7rem)] lg:overflow-y-auto lg:pb-2">
          <Card title={t`Sources and rules`} description={t`Open a source to decide about it.`} flush>
            {history.present.sources.map((source) => (
              <SourceCard
                key={source.source_id}
                source={source}
                saved={savedSources.get(source.source_id)}
                figures={sources.get(source.source_id)}
                open={openSource === source.source_id ? { editing, result } : null}
                hasFault={faulty.has(source.source_id)}
                onToggle={toggleSource}
              />
            ))}
          </Card>
          <Suspense fallback={<Loading lines={3} />}>
            <AdjustmentsCard editing={restedEditing} result={result} />
          </Suspense>
        </div>
        <div className="min-w-0 space-y-6">
          {result === undefined ? (
            calculation.isFirst && (
              <Card>
                <Loading lines={10} />
              </Card>
            )
          ) : (
            <>
              <OutcomeTiles result={result} />
              <Card title={t`Schools`} description={<ToSchoolsLine result={result} />} flush>
                <SchoolTable
                  words={words}
                  levels={levels}
                  result={result}
                  openSchoolId={openSchool === null ? null : (result.school_ids[openSchool] ?? null)}
                  onOpen={openRow}
                />
              </Card>
              <Card title={t`Does every source add up?`} flush>
                <ReconciliationTable result={result} />
              </Card>
              <div className="grid items-start gap-6 2xl:grid-cols-2">
                <Suspense fallback={<Loading />}>
                  <ChangeChart words={words} policyLevels={levels} result={result} onOpen={setOpenSchool} />
                </Suspense>
                <Findings result={result} />
              </div>
            </>
          )}
        </div>
      </div>
      <Suspense fallback={null}>
        {canEdit && <LeaveGuard shouldBlock={() => isChanged && !mayLeave.current} />}
        {openSchool !== null && calculation.result !== undefined && (
          <SchoolDialog
            scenarioId={scenario.scenario_id}
            policy={history.present}
            result={calculation.result}
            schoolIndex={openSchool}
            onClose={() => setOpenSchool(null)}
          />
        )}
        {shownWindow === 'json' && (
          <PolicyJsonDialog
            isOpen
            onClose={() => setShownWindow(null)}
            policy={history.present}
            onTake={(policy) => edit(() => policy)}
          />
        )}
        {shownWindow === 'rename' && <RenameDialog name={name} onClose={() => setShownWindow(null)} onRename={setName} />}
      </Suspense>
    </div>
  );
}

const NO_SCHOOLS: readonly never[] = [];

function SaveProblem({ error, onReload }: { error: Error; onReload: () => void }) {
  const { t } = useLingui();
  if (!(error instanceof ApiProblem) || error.status !== 412) return <ProblemPanel error={error} />;
  return (
    <Notice
      isAlert
      tone="warning"
      title={t`Somebody else saved this scenario in the meantime`}
      actions={
        <Button size="small" onPress={onReload}>
          <Trans>Load the newer version</Trans>
        </Button>
      }
    >
      <Trans>Your changes are still here. To keep them, download the policy from the menu, load the newer version and bring it in again.</Trans>
    </Notice>
  );
}
