import { downloadText } from '@charts/download';
import { Button } from '@kit/button';
import type { MenuItemSpec } from '@kit/menu';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import type { AllocationFigures } from '@lib/api-types';
import { districtSettingsQuery, schoolsQuery } from '@lib/district';
import { fiscalYearName } from '@lib/fiscal-year';
import { ApiProblem } from '@lib/problem';
import { Trans, useLingui } from '@lingui/react/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ComponentType, lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { measureNamesQuery } from '../api/expressions';
import { type LoadedScenario, scenariosQuery } from '../api/scenarios';
import { type Editing, usePolicyFrame, useSourceFigures, type Words } from './editing';
import { RefusalPanel } from './refusal-panel';
import { SpokenTotals } from './spoken-totals';
import { StudioBar } from './studio-bar';
import { type Calculation, useCalculation } from './use-calculation';
import { type ScenarioDraft, useDraft } from './use-draft';

const LeaveGuard = lazy(async () => ({ default: (await import('./leave-guard')).LeaveGuard }));
const RenameDialog = lazy(async () => ({ default: (await import('./rename-dialog')).RenameDialog }));
const SaveNoteDialog = lazy(async () => ({ default: (await import('./save-note-dialog')).SaveNoteDialog }));
const SchoolDialog = lazy(async () => ({ default: (await import('./school-dialog')).SchoolDialog }));
const ScenarioSettingsDialog = lazy(async () => ({ default: (await import('./scenario-settings-dialog')).ScenarioSettingsDialog }));
const PolicyJsonDialog = lazy(async () => ({ default: (await import('./policy-json-dialog')).PolicyJsonDialog }));

export type StudioWays = {
  onOpen: (scenarioId: string) => void;
  onList: (fiscalYear: number) => void;
  onReview: () => void;
};

export type WorkbenchBodyProps = {
  scenarioId: string;
  draft: ScenarioDraft;
  editing: Editing;
  words: Words;
  calculation: Calculation;
  /** The newest result, drawn when there is time for it. */
  result: AllocationFigures | undefined;
  openSource: string | null;
  setOpenSource: (change: (open: string | null) => string | null) => void;
  openSchool: number | null;
  setOpenSchool: (index: number) => void;
};

type WorkbenchProps = StudioWays & {
  loaded: LoadedScenario;
  /** What this view is about, for those who hear the page. */
  title: string;
  Body: ComponentType<WorkbenchBodyProps>;
};

/** Addresses of the views in which the same draft goes on. */
const EDITING_VIEWS = ['', '/services', '/origins', '/history'];

/** The frame of every view that edits a scenario: where it stands, undo and save, and what is wrong with it. */
export function Workbench({ loaded, title, Body, onOpen, onList, onReview }: WorkbenchProps) {
  const { t } = useLingui();
  const { scenario } = loaded;
  const { scenario_id: scenarioId, fiscal_year: fiscalYear } = scenario;
  const draft = useDraft(loaded);
  const { canEdit, edit: editDraft, newestPolicy, isChanged, save } = draft;
  const [openSource, setOpenSource] = useState<string | null>(null);
  const [openSchool, setOpenSchool] = useState<number | null>(null);
  const [shownWindow, setShownWindow] = useState<'rename' | 'settings' | 'json' | 'note' | null>(null);
  const settings = useQuery(districtSettingsQuery);
  const schools = useQuery(schoolsQuery(fiscalYear));
  const scenarios = useQuery(scenariosQuery(fiscalYear));
  const calculation = useCalculation(scenarioId, draft.policy);
  const result = calculation.drawn?.result;
  const { onEdit, onRest } = calculation;
  const edit = useCallback<Editing['edit']>(
    (change, mergeKey) => {
      editDraft(change, mergeKey);
      onEdit(newestPolicy(), mergeKey !== undefined);
    },
    [editDraft, newestPolicy, onEdit],
  );

  const { rest: restDraft } = draft;
  const rest = useCallback(() => {
    restDraft();
    onRest();
  }, [restDraft, onRest]);

  const frame = usePolicyFrame(draft.policy);
  const sources = useSourceFigures(result?.sources);
  const schoolList = schools.data ?? NO_SCHOOLS;
  const measures = useQuery({ ...measureNamesQuery(scenarioId, draft.policy), placeholderData: keepPreviousData }).data ?? NO_MEASURES;
  const editing = useMemo<Editing>(
    () => ({ policy: frame, saved: draft.saved, canEdit, settings: settings.data, schools: schoolList, measures, sources, edit, rest }),
    [frame, draft.saved, canEdit, settings.data, schoolList, measures, sources, edit, rest],
  );
  const words = useMemo<Words>(() => ({ settings: settings.data }), [settings.data]);

  // What the bar and the menu do, without drawing them again at every move of a slider.
  const newest = useRef({ policy: draft.policy, isChanged, save, onOpen, onList, onReview });
  newest.current = { policy: draft.policy, isChanged, save, onOpen, onList, onReview };
  const openOther = useCallback((id: string) => newest.current.onOpen(id), []);
  const saveDraft = useCallback(() => newest.current.save(), []);
  const review = useCallback(() => {
    const { isChanged: mustSave, save: saveThen, onReview: go } = newest.current;
    if (mustSave) saveThen(go);
    else go();
  }, []);
  const { revert } = draft;
  const menu = useMemo<readonly MenuItemSpec[]>(
    () => [
      ...(canEdit
        ? [
            { id: 'rename', label: t`Rename…`, icon: 'edit' as const, onAction: () => setShownWindow('rename') },
            { id: 'settings', label: t`Settings…`, icon: 'edit' as const, onAction: () => setShownWindow('settings') },
            { id: 'note', label: t`Save with a note…`, icon: 'check' as const, isDisabled: !isChanged, onAction: () => setShownWindow('note') },
            { id: 'revert', label: t`Back to what is saved`, icon: 'undo' as const, isDisabled: !isChanged, onAction: revert },
            { id: 'import', label: t`Bring in a policy (JSON)…`, icon: 'upload' as const, onAction: () => setShownWindow('json') },
          ]
        : []),
      {
        id: 'export',
        label: t`Download the policy (JSON)`,
        icon: 'download',
        onAction: () => downloadText(`policy-${fiscalYear}.json`, `${JSON.stringify(newest.current.policy, null, 2)}\n`, 'application/json'),
      },
      { id: 'list', label: t`All scenarios`, icon: 'table', onAction: () => newest.current.onList(fiscalYear) },
    ],
    [canEdit, isChanged, revert, fiscalYear, t],
  );

  return (
    <div className="2xl:relative 2xl:ml-[calc((100%-min(100vw-4rem,110rem))/2)] 2xl:w-[min(100vw-4rem,110rem)]">
      <h1 className="sr-only">
        <Trans>
          {title}, fiscal year {fiscalYearName(fiscalYear)}
        </Trans>
      </h1>
      <StudioBar
        scenarioId={scenarioId}
        name={draft.name}
        scenarios={scenarios.data ?? NO_SCENARIOS}
        result={result}
        error={calculation.error}
        isUnderWay={calculation.isUnderWay}
        canEdit={canEdit}
        isChanged={isChanged}
        isSaving={draft.isSaving}
        canUndo={draft.canUndo}
        canRedo={draft.canRedo}
        onOpen={openOther}
        onUndo={draft.undo}
        onRedo={draft.redo}
        onSave={saveDraft}
        onReview={review}
        menu={menu}
      />
      <SpokenTotals result={result} />
      <div className="mb-6 space-y-4 empty:hidden">
        {draft.saveError !== null && <SaveProblem error={draft.saveError} onReload={() => location.reload()} />}
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
      <Body
        scenarioId={scenarioId}
        draft={draft}
        editing={editing}
        words={words}
        calculation={calculation}
        result={result}
        openSource={openSource}
        setOpenSource={setOpenSource}
        openSchool={openSchool}
        setOpenSchool={setOpenSchool}
      />
      <Suspense fallback={null}>
        {canEdit && (
          <LeaveGuard
            shouldBlock={draft.wouldLose}
            goesOnAt={(pathname) => EDITING_VIEWS.some((view) => pathname === `/studio/${scenarioId}${view}`)}
            onLose={draft.forget}
          />
        )}
        {openSchool !== null && calculation.result !== undefined && (
          <SchoolDialog
            scenarioId={scenarioId}
            policy={draft.policy}
            result={calculation.result}
            schoolIndex={openSchool}
            onClose={() => setOpenSchool(null)}
          />
        )}
        {shownWindow === 'json' && (
          <PolicyJsonDialog scenarioId={scenarioId} fiscalYear={fiscalYear} onClose={() => setShownWindow(null)} onTake={(policy) => edit(() => policy)} />
        )}
        {shownWindow === 'settings' && <ScenarioSettingsDialog policy={draft.policy} onClose={() => setShownWindow(null)} onEdit={edit} />}
        {shownWindow === 'note' && (
          <SaveNoteDialog
            onClose={() => setShownWindow(null)}
            onSave={(note) => {
              save(undefined, note);
              setShownWindow(null);
            }}
          />
        )}
        {shownWindow === 'rename' && <RenameDialog name={draft.name} onClose={() => setShownWindow(null)} onRename={draft.rename} />}
      </Suspense>
    </div>
  );
}

const NO_SCHOOLS: readonly never[] = [];
const NO_SCENARIOS: readonly never[] = [];
const NO_MEASURES: readonly never[] = [];

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
