import { api, query } from '@lib/api';
import type { SchoolFunding, SchoolFundingListItem } from '@lib/api-types';
import { allPages } from '@lib/district';
import { ApiProblem } from '@lib/problem';
import { queryOptions } from '@tanstack/react-query';

/** What a school may spend; `null` while nothing is published for the year. */
export const schoolFundingQuery = (schoolId: string, fiscalYear: number) =>
  queryOptions({
    queryKey: ['planning', 'school-funding', fiscalYear, schoolId],
    queryFn: async ({ signal }): Promise<SchoolFunding | null> => {
      try {
        const path = `/planning/v1/schools/${encodeURIComponent(schoolId)}/funding${query({ fiscal_year: fiscalYear })}`;
        return await api.get<SchoolFunding>(path, { signal });
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      }
    },
  });

export type SchoolFundingLine = SchoolFundingListItem & { pupil_count?: string };

export const schoolFundingListQuery = (fiscalYear: number) =>
  queryOptions({
    queryKey: ['planning', 'school-funding', fiscalYear],
    queryFn: ({ signal }) =>
      allPages<SchoolFundingLine>('/planning/v1/school-funding', { fiscal_year: fiscalYear }, signal),
  });
