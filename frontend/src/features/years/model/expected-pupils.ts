import type { ProjectionRequest, SchoolListItem } from '@lib/api-types';

export type ExpectedPupils = NonNullable<ProjectionRequest['expected_pupils']>[number];

/** A school on one of its levels: what pupils are expected for. */
export type Place = { key: string; schoolId: string; level: string; name: string };

export const placeKey = (schoolId: string, level: string) => `${schoolId}|${level}`;

/** Every school on each of its levels. */
export const placesOf = (schools: readonly SchoolListItem[], levelName: (level: string) => string): Place[] =>
  schools.flatMap(({ school_id: schoolId, name, levels }) =>
    levels.map((level) => ({ key: placeKey(schoolId, level), schoolId, level, name: levels.length === 1 ? name : `${name}, ${levelName(level)}` })),
  );

/** What is expected, with one figure put in, changed or (with `null`) taken out. */
export function withExpected(expected: readonly ExpectedPupils[], place: Place, fiscalYear: number, pupils: string | null): ExpectedPupils[] {
  const others = expected.filter((one) => !(one.school_id === place.schoolId && one.level === place.level && one.fiscal_year === fiscalYear));
  return pupils === null ? others : [...others, { fiscal_year: fiscalYear, school_id: place.schoolId, level: place.level, pupils }];
}
