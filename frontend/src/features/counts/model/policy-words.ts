import type { Policy } from '@lib/api-types';

/** Rows keep their id whatever is typed in them; `was` is the name that rules may know, null for a group that is new. */
export type GroupRow = { id: number; was: string | null; name: string; levels: readonly string[] };
export type UnionRow = { id: number; need: string | null; of: readonly string[] };

/** What a policy says of levels and needs while it is edited. */
export type PolicyWords = {
  levels: readonly string[];
  groups: readonly GroupRow[];
  needs: readonly string[];
  /** Needs in which one pupil may count more than once. */
  repeating: readonly string[];
  unions: readonly UnionRow[];
};

/** The category of every pupil, which no policy can do without. */
export const EVERY_PUPIL = 'all';

export const wordsOf = (policy: Policy): PolicyWords => ({
  levels: policy.levels,
  groups: (policy.level_groups ?? []).map(({ level_group, levels }, id) => ({ id, was: level_group, name: level_group, levels })),
  needs: policy.need_categories,
  repeating: policy.duplicated_categories ?? [],
  unions: (policy.unions ?? []).map(({ need_category, of }, id) => ({ id, need: need_category, of })),
});

/** The policy with these words; its rules stay as they are. */
export const withWords = (policy: Policy, { levels, groups, needs, repeating, unions }: PolicyWords): Policy => ({
  ...policy,
  levels: [...levels],
  level_groups: groups.map((group) => ({ level_group: group.name.trim(), levels: [...group.levels] })),
  need_categories: [...needs],
  duplicated_categories: repeating.filter((need) => needs.includes(need)),
  unions: unions.flatMap(({ need, of }) => (need === null ? [] : [{ need_category: need, of: [...of] }])),
});

/** With or without one of them: what was there keeps its place, what is new stands in the district's order after it. */
export function chosen(all: readonly string[], now: readonly string[], one: string, isIn: boolean): string[] {
  const kept = now.filter((other) => other !== one);
  if (!isIn) return kept;
  const place = kept.findIndex((other) => all.indexOf(other) > all.indexOf(one));
  return place < 0 ? [...kept, one] : kept.toSpliced(place, 0, one);
}

export type WordsFault = 'no_name' | 'bad_name' | 'taken_name' | 'no_levels' | 'no_need' | 'taken_need' | 'two_needs';

const CODE = /^[A-Za-z0-9][A-Za-z0-9 ._@-]{0,63}$/;

/** What is wrong with the name of a group, and with its levels. */
export function groupFaults({ groups, levels }: PolicyWords, group: GroupRow): { name: WordsFault | null; levels: WordsFault | null } {
  const name = group.name.trim();
  const others = [...levels, ...groups.filter((one) => one.id !== group.id).map((one) => one.name.trim())];
  return {
    name: name === '' ? 'no_name' : !CODE.test(name) ? 'bad_name' : others.includes(name) ? 'taken_name' : null,
    levels: group.levels.length === 0 ? 'no_levels' : null,
  };
}

/** What is wrong with the need that unites, and with those it unites. */
export function unionFaults({ unions }: PolicyWords, union: UnionRow): { need: WordsFault | null; of: WordsFault | null } {
  const isTaken = unions.some((one) => one.id !== union.id && one.need === union.need);
  return { need: union.need === null ? 'no_need' : isTaken ? 'taken_need' : null, of: union.of.length < 2 ? 'two_needs' : null };
}

export const isSound = (words: PolicyWords): boolean =>
  words.levels.length > 0 &&
  [...words.groups.map((group) => groupFaults(words, group)), ...words.unions.map((union) => unionFaults(words, union))].every((faults) =>
    Object.values(faults).every((fault) => fault === null),
  );

/** An id that no row has. */
export const nextId = (rows: readonly { id: number }[]): number => Math.max(-1, ...rows.map((row) => row.id)) + 1;

/** Texts of these say nothing that is calculated. */
const ONLY_SAID = new Set(['label', 'name', 'note', 'kind', 'rule_id', 'adjustment_id', 'source_id']);
/** Where a number may be a grade; elsewhere it is a weight or a rate. */
const MAY_BE_A_LEVEL = new Set(['level', 'levels', 'value']);
const NUMBER = /^[\d.]+$/;

/** Every level, group and need that a rule, a measure or an adjustment names, also inside an expression. */
export function namedInRules({ sources, adjustments, derived_measures }: Policy): ReadonlySet<string> {
  const named = new Set<string>();
  const walk = (value: unknown, under: string): void => {
    if (typeof value === 'string') {
      const words = [value, ...value.split(/[^A-Za-z0-9._@-]+/)];
      for (const word of words) if (MAY_BE_A_LEVEL.has(under) || !NUMBER.test(word)) named.add(word);
    } else if (Array.isArray(value)) {
      for (const part of value) walk(part, under);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) if (!ONLY_SAID.has(key)) walk(part, key);
    }
  };
  walk([sources, adjustments, derived_measures ?? []], '');
  return named;
}
