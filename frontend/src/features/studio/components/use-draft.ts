import { showToast } from '@kit/toast-queue';
import type { Policy } from '@lib/api-types';
import { useMe } from '@lib/session';
import { useLingui } from '@lingui/react/macro';
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { type LoadedScenario, useSaveScenario } from '../api/scenarios';
import { draftOf, dropDraft, keepDraft } from '../model/drafts';
import type { PolicyEdit } from '../model/policy-edits';
import { hasUnsavedChanges, policyReducer, startHistory } from '../model/policy-history';
import { useUndoKeys } from './use-undo-keys';

/** After a rest, the next move of the same slider is a step of its own to undo. */
const REST_MS = 700;

export type ScenarioDraft = {
  policy: Policy;
  saved: Policy;
  name: string;
  canEdit: boolean;
  isChanged: boolean;
  isSaving: boolean;
  saveError: Error | null;
  canUndo: boolean;
  canRedo: boolean;
  edit: (edit: PolicyEdit, mergeKey?: string) => void;
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
  const [history, dispatch] = useReducer(policyReducer, scenario.policy, (policy) => kept?.history ?? startHistory(policy));
  const [name, rename] = useState(kept?.name ?? scenario.name);
  const [etag, setEtag] = useState(loaded.etag);
  const save = useSaveScenario(scenario.scenario_id);
  // Set on the way out after saving, before the saved state is on screen.
  const mayLeave = useRef(false);
  const isChanged = canEdit && (hasUnsavedChanges(history) || name !== scenario.name);

  useEffect(() => keepDraft(key, { history, name, etag }), [key, history, name, etag]);

  const restTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const edit = useCallback((change: PolicyEdit, mergeKey?: string) => {
    dispatch({ type: 'edit', edit: change, mergeKey });
    clearTimeout(restTimer.current);
    if (mergeKey !== undefined) restTimer.current = setTimeout(() => dispatch({ type: 'rest' }), REST_MS);
  }, []);
  useUndoKeys(canEdit, dispatch);

  const newest = useRef({ history, name, etag, isChanged, mutate: save.mutate });
  newest.current = { history, name, etag, isChanged, mutate: save.mutate };
  const saveNow = useCallback(
    (after?: () => void, note = '') => {
      const { history: now, name: newName, etag: version, mutate } = newest.current;
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
    [t],
  );

  return {
    policy: history.present,
    saved: history.saved,
    name,
    canEdit,
    isChanged,
    isSaving: save.isPending,
    saveError: save.error,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    edit,
    undo: useCallback(() => dispatch({ type: 'undo' }), []),
    redo: useCallback(() => dispatch({ type: 'redo' }), []),
    revert: useCallback(() => dispatch({ type: 'revert' }), []),
    rename,
    save: saveNow,
    wouldLose: useCallback(() => newest.current.isChanged && !mayLeave.current, []),
    forget: useCallback(() => dropDraft(key), [key]),
  };
}
