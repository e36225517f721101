import type { CountGroups } from '@lib/api-types';

type Overlap = CountGroups['district']['overlaps'][number];

/** Pupils with two decimals at most, so that differences are exact; null where they are not shown. */
export const hundredths = (pupils: string | null | undefined): number | null =>
  pupils === null || pupils === undefined ? null : Math.round(Number(pupils) * 100);

/** What is new or gone, in pupils; null where either is not shown. */
export function changeOf(before: string | null | undefined, after: string | null | undefined): number | null {
  const [first, second] = [hundredths(before), hundredths(after)];
  return first === null || second === null ? null : (second - first) / 100;
}

export type CountedAgain = { groupsSum: number; atLeast: number; atMost: number; again: { least: number; most: number } };

/** How often the sum of overlapping groups counts a pupil again; null where that is not shown. */
export function countedAgain(overlap: Overlap | undefined): CountedAgain | null {
  if (overlap === undefined) return null;
  const [sum, least, most] = [overlap.groups_sum, overlap.at_least, overlap.at_most].map(hundredths);
  if (sum === null || sum === undefined || least === null || least === undefined || most === null || most === undefined) return null;
  return { groupsSum: sum / 100, atLeast: least / 100, atMost: most / 100, again: { least: (sum - most) / 100, most: (sum - least) / 100 } };
}

/** One group in every version shown, in their order; null where few are not shown, undefined where nobody counted it. */
export type GroupRow = { group: CountGroups['groups'][number]; pupils: (string | null | undefined)[]; change: number | null };

/** The district's pupils by group, version beside version: the change is from the first to the last. */
export function groupRows(versions: readonly CountGroups[]): GroupRow[] {
  const groups = new Map(versions.flatMap((version) => version.groups.map((group) => [group.need_category, group])));
  // A union stands under its parts, also where only a later version has it.
  const ordered = [...groups.values()].toSorted((one, other) => rank(one.kind) - rank(other.kind));
  return ordered.map((group) => {
    const pupils = versions.map((version) => pupilsOf(version, version.district.by_group, group.need_category));
    return { group, pupils, change: versions.length < 2 ? null : changeOf(pupils[0], pupils.at(-1)) };
  });
}

const rank = (kind: GroupRow['group']['kind']) => ['everybody', 'overlapping', 'union'].indexOf(kind);

function pupilsOf(version: CountGroups, byGroup: readonly (string | null)[], need: string): string | null | undefined {
  const at = version.groups.findIndex((group) => group.need_category === need);
  return at < 0 ? undefined : (byGroup[at] ?? null);
}

export type SchoolRow = {
  schoolId: string;
  name: string;
  /** Of the group shown, in all. */
  total: string | null | undefined;
  byColumn: (string | null)[];
  byGroup: (string | null)[];
  again: CountedAgain | null;
  /** Pupils of the group more than in the version compared with. */
  change: number | null;
};

/** Every school of a version, beside another version where one is given. */
export function schoolRows(version: CountGroups, before: CountGroups | null): SchoolRow[] {
  const earlier = new Map(before?.schools.map((school) => [school.school_id, school]));
  const everyGroup = version.district.overlaps.findIndex((overlap) => overlap.need_category === null);
  return version.schools.map((school) => {
    const total = pupilsOf(version, school.by_group, version.need_category);
    const then = earlier.get(school.school_id);
    return {
      schoolId: school.school_id,
      name: school.school_name,
      total,
      byColumn: school.by_column,
      byGroup: school.by_group,
      again: countedAgain(school.overlaps[everyGroup]),
      change: before === null || then === undefined ? null : changeOf(pupilsOf(before, then.by_group, version.need_category), total),
    };
  });
}
