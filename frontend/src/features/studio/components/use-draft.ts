import { showToast } from '@kit/toast-queue';
import type { Policy } from '@lib/api-types';
import { useMe } from '@lib/session';
import { useLingui } from '@lingui/react/macro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type LoadedScenario, useSaveScenario } from '../api/scenarios';
import { draftOf, dropDraft, keepDraft } from '../model/drafts';
import type { PolicyEdit } from '../model/policy-edits';
import { hasUnsavedChanges, type PolicyAction, policyReducer, startHistory } from '../model/policy-history';
import { useUndoKeys } from './use-undo-keys';

/** After a rest, the next move of the same slider is a step of its own to undo. */
const REST_MS = 700;
/** The same for a thumb that is held still: what it changes is told less often while it moves. */
const HELD_MS = 2_000;

export type ScenarioDraft = {
  policy: Policy;
  /** With what was changed since the last drawing. */
  newestPolicy: () => Policy;
  saved: Policy;
  name: string;
  canEdit: boolean;
  isChanged: boolean;
  isSaving: boolean;
  saveError: Error | null;
  canUndo: boolean;
  canRedo: boolean;
  edit: (edit: PolicyEdit, mergeKey?: string) => void;
  /** A thumb was let go. */
  rest: () => void;
  undo: () => void;
  redo: () => void;
  revert: () => void;
  rename: (name: string) => void;
  save: (after?: () => void, note?: string) => void;
  /** Whether leaving now would lose something. */
  wouldLose: () => boolean;
  /** Leave without saving. */
  forget: () => void;
};

/** The scenario as it is being changed: undo, redo, saving, and the same draft in every view of the scenario. */
export function useDraft(loaded: LoadedScenario): ScenarioDraft {
  const { t } = useLingui();
  const { scenario } = loaded;
  const me = useMe();
  const canEdit = me.roles.some((role) => role === 'superintendent' || role === 'budget_director' || role === 'budget_analyst');
  const key = `${me.user_id} ${scenario.scenario_id}`;
  const [kept] = useState(() => draftOf(key, loaded.etag));
  const [history, setHistory] = useState(() => kept?.history ?? startHistory(scenario.policy));
  // What was done is done here at once. The page follows, for a slider when there is time to draw it, and whoever saves
  // or undoes meanwhile does so with the newest.
  const done = useRef(history);
  const dispatch = useCallback((action: PolicyAction) => {
    done.current = policyReducer(done.current, action);
    setHistory(done.current);
  }, []);
  const [name, rename] = useState(kept?.name ?? scenario.name);
  const [etag, setEtag] = useState(loaded.etag);
  const save = useSaveScenario(scenario.scenario_id);
  // Set on the way out after saving, before the saved state is on screen.
  const mayLeave = useRef(false);
  const isChanged = canEdit && (hasUnsavedChanges(history) || name !== scenario.name);

  useEffect(() => keepDraft(key, { history, name, etag }), [key, history, name, etag]);

  const restTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const restIn = useCallback((pause: number) => {
    clearTimeout(restTimer.current);
    restTimer.current = setTimeout(() => dispatch({ type: 'rest' }), pause);
  }, [dispatch]);
  const edit = useCallback((change: PolicyEdit, mergeKey?: string) => {
    dispatch({ type: 'edit', edit: change, mergeKey });
    if (mergeKey !== undefined) restIn(HELD_MS);
  }, [dispatch, restIn]);
  useUndoKeys(canEdit, dispatch);

  const newest = useRef({ name, etag, isChanged, mutate: save.mutate });
  newest.current = { name, etag, isChanged, mutate: save.mutate };
  const saveNow = useCallback(
    (after?: () => void, note = '') => {
      const { name: newName, etag: version, mutate } = newest.current;
      const now = done.current;
      mutate(
        { name: newName, policy: { ...now.present, name: newName }, note, etag: version },
        {
          onSuccess: (answer) => {
            setEtag(answer.etag);
            dispatch({ type: 'saved', policy: now.present });
            showToast({ text: t`Saved` });
            if (after === undefined) return;
            mayLeave.current = true;
            after();
          },
        },
      );
    },
    [t, dispatch],
  );

  return {
    policy: history.present,
    newestPolicy: useCallback(() => done.current.present, []),
    saved: history.saved,
    name,
    canEdit,
    isChanged,
    isSaving: save.isPending,
    saveError: save.error,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    edit,
    rest: useCallback(() => restIn(REST_MS), [restIn]),
    undo: useCallback(() => dispatch({ type: 'undo' }), [dispatch]),
    redo: useCallback(() => dispatch({ type: 'redo' }), [dispatch]),
    revert: useCallback(() => dispatch({ type: 'revert' }), [dispatch]),
    rename,
    save: saveNow,
    wouldLose: useCallback(() => newest.current.isChanged && !mayLeave.current, []),
    forget: useCallback(() => dropDraft(key), [key]),
  };
}
