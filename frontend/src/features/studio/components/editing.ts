import type { DistrictSettings, Policy, ResultSource, SchoolListItem } from '@lib/api-types';
import type { PolicyEdit } from '../model/policy-edits';

/** What every editor of the studio gets: the policy, what was saved, the district's words, and the way to change it. */
export type Editing = {
  policy: Policy;
  saved: Policy;
  canEdit: boolean;
  settings: DistrictSettings | undefined;
  schools: readonly SchoolListItem[];
  /** Of the last result, where there is one. */
  sources: ReadonlyMap<string, ResultSource>;
  /** Changes with the same key make one step to undo until the person rests. */
  edit: (edit: PolicyEdit, mergeKey?: string) => void;
};

/** Where names come from; what only shows results takes no more, so that an edit does not draw it again. */
export type Words = Pick<Editing, 'settings'>;

export const levelName = (words: Words, level: string): string =>
  words.settings?.levels.find((one) => one.level === level)?.name ?? level;

export const needName = (words: Words, need: string): string =>
  words.settings?.need_categories.find((one) => one.need_category === need)?.name ?? need;

export const sourceName = (editing: Editing, sourceId: string): string => {
  const name = editing.sources.get(sourceId)?.name;
  return name === undefined || name === '' ? sourceId : name;
};
