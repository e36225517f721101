import { api, query } from '@lib/api';
import type { AllocationRun, ImportLine, Page, Scenario, SchoolFunding } from '@lib/api-types';
import { ApiProblem } from '@lib/problem';
import { queryOptions } from '@tanstack/react-query';

/** The published run in force for a year, and `null` while there is none. */
export const latestRunQuery = (fiscalYear: number) =>
  queryOptions({
    queryKey: ['allocation', 'latest-run', fiscalYear],
    queryFn: async ({ signal }): Promise<AllocationRun | null> => {
      const path = `/allocation/v1/allocation-runs${query({ fiscal_year: fiscalYear })}`;
      const runs = await api.get<Page<AllocationRun>>(path, { signal });
      const replaced = new Set(runs.items.map((run) => run.supersedes_run_id));
      return runs.items.find((run) => !replaced.has(run.run_id)) ?? null;
    },
  });

/** How many schools the newest file of the year brought in; the schools themselves are many, and not shown here. */
export const schoolCountQuery = (fiscalYear: number) =>
  queryOptions({
    queryKey: ['allocation', 'school-count', fiscalYear],
    queryFn: async ({ signal }): Promise<number> => {
      const path = `/allocation/v1/imports${query({ fiscal_year: fiscalYear, kind: 'schools', page_size: 1 })}`;
      return (await api.get<Page<ImportLine>>(path, { signal })).items[0]?.accepted_count ?? 0;
    },
  });

export const scenarioCountQuery = (fiscalYear: number) =>
  queryOptions({
    queryKey: ['allocation', 'scenario-count', fiscalYear],
    queryFn: async ({ signal }): Promise<number> => {
      const path = `/allocation/v1/scenarios${query({ fiscal_year: fiscalYear })}`;
      return (await api.get<Page<Scenario>>(path, { signal })).items.length;
    },
  });

/** One school's budget, and `null` while none is published. */
export const ownSchoolQuery = (schoolId: string, fiscalYear: number) =>
  queryOptions({
    queryKey: ['planning', 'own-school', schoolId, fiscalYear],
    queryFn: async ({ signal }): Promise<SchoolFunding | null> => {
      const path = `/planning/v1/schools/${encodeURIComponent(schoolId)}/funding${query({ fiscal_year: fiscalYear })}`;
      try {
        return await api.get<SchoolFunding>(path, { signal });
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      }
    },
  });
