import { api, query } from '@lib/api';
import type { AllocationFigures, AllocationRun, Page } from '@lib/api-types';
import { useMutation } from '@tanstack/react-query';

export type Promised = { runId: string; publishedAt: string; schools: { school_id: string; amount_cents: number }[] };

/** What each school was promised by the budget in force of a year; `null` while nothing is published. */
export const usePromised = (fiscalYear: number) =>
  useMutation({
    mutationFn: async (): Promise<Promised | null> => {
      const { items } = await api.get<Page<AllocationRun>>(`/allocation/v1/allocation-runs${query({ fiscal_year: fiscalYear })}`);
      const run = items.toSorted((one, other) => other.published_at.localeCompare(one.published_at))[0];
      if (run === undefined) return null;
      const result = await api.get<AllocationFigures>(`/allocation/v1/allocation-runs/${run.run_id}/result`);
      const schools = result.school_ids.map((school_id, index) => ({ school_id, amount_cents: result.totals_cents[index] ?? 0 }));
      return { runId: run.run_id, publishedAt: run.published_at, schools };
    },
  });
