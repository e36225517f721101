import type { DistrictSettings, Policy, PolicySource, ResultSource, SchoolListItem } from '@lib/api-types';
import { useMemo } from 'react';
import type { Completion } from '../api/expressions';
import type { RuleSurroundings } from '../model/new-rule';
import type { PolicyEdit } from '../model/policy-edits';
import type { Grid } from '../model/weight-grid';
import { useSame } from './use-same';

/** What editors need to know of the policy around them; it stays the same object while only numbers change. */
export type PolicyFrame = Pick<Policy, 'fiscal_year' | 'levels' | 'level_groups' | 'need_categories' | 'derived_measures'> & {
  sources: readonly Pick<PolicySource, 'source_id' | 'distribution'>[];
};

/** What no weight changes: names and amounts of a source, and what is held of it centrally. */
export type SourceFigures = Pick<ResultSource, 'source_id' | 'name' | 'amount_cents' | 'central_share_cents' | 'restricted'>;

const figuresOf = ({ source_id, name, amount_cents, central_share_cents, restricted }: ResultSource): SourceFigures => ({
  source_id,
  name,
  amount_cents,
  central_share_cents,
  restricted,
});

/** The figures of each source by its id: another object only when one of them is another. */
export function useSourceFigures(sources: readonly ResultSource[] | undefined): ReadonlyMap<string, SourceFigures> {
  const figures = useSame((sources ?? NO_FIGURES).map(figuresOf));
  return useMemo(() => new Map(figures.map((source) => [source.source_id, source])), [figures]);
}

const NO_FIGURES: readonly ResultSource[] = [];

/** What every editor of the studio gets: the policy's frame, what was saved, the district's words, and the way to change it. */
export type Editing = {
  policy: PolicyFrame;
  saved: Policy;
  canEdit: boolean;
  settings: DistrictSettings | undefined;
  schools: readonly SchoolListItem[];
  /** Measures that rules may use: those the district computes, then those of the data. */
  measures: readonly Completion[];
  /** What the last result, where there is one, says of sources as such. */
  sources: ReadonlyMap<string, SourceFigures>;
  /** Changes with the same key, which follow a moving thumb, make one step to undo until the person rests. */
  edit: (edit: PolicyEdit, mergeKey?: string) => void;
  /** A thumb was let go: what it changed is calculated at once. */
  rest: () => void;
};

const frameOf = (policy: Policy): PolicyFrame => ({
  fiscal_year: policy.fiscal_year,
  levels: policy.levels,
  level_groups: policy.level_groups,
  need_categories: policy.need_categories,
  derived_measures: policy.derived_measures,
  sources: policy.sources.map(({ source_id, distribution }) => ({ source_id, distribution })),
});

/** The frame of a policy: another object only when the frame is another, so that a slider draws no other editor again. */
export const usePolicyFrame = (policy: Policy): PolicyFrame => useSame(frameOf(policy));

/** Where names come from; what only shows results takes no more, so that an edit does not draw it again. */
export type Words = Pick<Editing, 'settings'>;

export const levelName = (words: Words, level: string): string =>
  words.settings?.levels.find((one) => one.level === level)?.name ?? level;

/** The levels to choose from, each by itself, then the policy's groups of them. */
export const levelChoices = (editing: Pick<Editing, 'policy' | 'settings'>): { id: string; label: string }[] => [
  ...editing.policy.levels.map((level) => ({ id: level, label: levelName(editing, level) })),
  ...(editing.policy.level_groups ?? NO_GROUPS).map(({ level_group }) => ({ id: level_group, label: level_group })),
];

/** Which cells count in the year of the policy. */
export const gridOf = ({ policy }: Pick<Editing, 'policy'>): Grid => ({
  levels: policy.levels,
  groups: policy.level_groups ?? NO_GROUPS,
  fiscalYear: policy.fiscal_year,
});

const NO_GROUPS: Grid['groups'] = [];

export const needName = (words: Words, need: string): string =>
  words.settings?.need_categories.find((one) => one.need_category === need)?.name ?? need;

/** A measure as people call it: the label the district gave it, else its name with spaces. */
export const measureName = (editing: Editing, measure: string): string => {
  const label = editing.policy.derived_measures?.find((one) => one.name === measure)?.label;
  return label === undefined || label === '' ? measure.replaceAll('_', ' ') : label;
};

/** What a new rule may point at. */
export const surroundings = (editing: Editing): RuleSurroundings => ({
  measures: editing.measures.map((measure) => measure.text),
  needs: editing.policy.need_categories.filter((need) => need !== 'all'),
  units: Object.fromEntries((editing.policy.derived_measures ?? []).map(({ name, unit }) => [name, unit])),
});

export const sourceName = (editing: Editing, sourceId: string): string => {
  const name = editing.sources.get(sourceId)?.name;
  return name === undefined || name === '' ? sourceId : name;
};
