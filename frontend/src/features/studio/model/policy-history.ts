import type { Policy } from '@lib/api-types';
import { isSame } from './same';

/** The policy being edited, what it was saved as, and the way back and forth. */
export type PolicyHistory = {
  saved: Policy;
  past: readonly Policy[];
  present: Policy;
  future: readonly Policy[];
  /** The last change's name: a slider that is dragged makes one step to undo, not a hundred. */
  mergeKey: string | null;
};

export type PolicyAction =
  | { type: 'edit'; edit: (policy: Policy) => Policy; mergeKey?: string }
  | { type: 'rest' }
  | { type: 'undo' }
  | { type: 'redo' }
  | { type: 'revert' }
  | { type: 'saved'; policy: Policy };

const STEPS_KEPT = 200;

export const startHistory = (policy: Policy): PolicyHistory => ({
  saved: policy,
  past: [],
  present: policy,
  future: [],
  mergeKey: null,
});

export function policyReducer(history: PolicyHistory, action: PolicyAction): PolicyHistory {
  switch (action.type) {
    case 'edit':
      return step(history, action.edit(history.present), action.mergeKey ?? null);
    case 'rest':
      return { ...history, mergeKey: null };
    case 'undo': {
      const previous = history.past.at(-1);
      if (previous === undefined) return history;
      return {
        ...history,
        past: history.past.slice(0, -1),
        present: previous,
        future: [history.present, ...history.future],
        mergeKey: null,
      };
    }
    case 'redo': {
      const [next, ...rest] = history.future;
      if (next === undefined) return history;
      return { ...history, past: [...history.past, history.present], present: next, future: rest, mergeKey: null };
    }
    case 'revert':
      return step(history, history.saved, null);
    case 'saved':
      return { ...history, saved: action.policy, mergeKey: null };
  }
}

function step(history: PolicyHistory, next: Policy, mergeKey: string | null): PolicyHistory {
  if (next === history.present) return history;
  const merges = mergeKey !== null && mergeKey === history.mergeKey;
  const past = merges ? history.past : [...history.past.slice(1 - STEPS_KEPT), history.present];
  return { ...history, past, present: next, future: [], mergeKey };
}

/** Unsaved changes are those that a reader of the saved version would not see. */
export const hasUnsavedChanges = (history: PolicyHistory): boolean => !isSame(history.present, history.saved);
