import type { PolicyHistory } from './policy-history';

/** What a person changed in a scenario and has not saved yet. */
export type Draft = { history: PolicyHistory; name: string; etag: string | null };

/**
 * Drafts of this page load, so that going from the formula to another view of the same scenario loses nothing.
 * A draft of another version than the one loaded is no longer about the same thing, and is left out.
 */
const drafts = new Map<string, Draft>();

export const keepDraft = (key: string, draft: Draft): void => void drafts.set(key, draft);

export const dropDraft = (key: string): void => void drafts.delete(key);

export function draftOf(key: string, etag: string | null): Draft | null {
  const draft = drafts.get(key);
  return draft === undefined || draft.etag !== etag ? null : draft;
}
