import { api } from '@lib/api';
import type * as generated from '@lib/api-generated/types.gen';
import type { Page, Scenario } from '@lib/api-types';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

export type FormulaLine = generated.FormulaLine;
export type LibraryFormula = generated.LibraryFormula;
export type Mapping = Required<generated.VocabularyMapping>;
export type Dollars = 'ours' | 'theirs';
export type Borrowed = Omit<generated.BorrowedRead, 'mapping'> & { mapping: Mapping };
export type BorrowedGroup = generated.BorrowedGroup;

export const formulasQuery = queryOptions({
  queryKey: ['allocation', 'library-formulas'],
  queryFn: async ({ signal }) => (await api.get<Page<FormulaLine>>('/allocation/v1/library-formulas', { signal })).items,
  staleTime: Infinity,
});

export const formulaQuery = (formulaId: string) =>
  queryOptions({
    queryKey: ['allocation', 'library-formula', formulaId],
    queryFn: ({ signal }) => api.get<LibraryFormula>(`/allocation/v1/library-formulas/${encodeURIComponent(formulaId)}`, { signal }),
    staleTime: Infinity,
  });

/** What the formula would give our schools; without a mapping the suggested one comes back with the answer. */
export const borrowedQuery = (scenarioId: string, formulaId: string, dollars: Dollars, mapping: Mapping | null) =>
  queryOptions({
    queryKey: ['allocation', 'borrowed', scenarioId, formulaId, dollars, mapping],
    queryFn: ({ signal }) =>
      api.post<Borrowed>(
        `/allocation/v1/scenarios/${scenarioId}/library-formulas/${encodeURIComponent(formulaId)}/apply`,
        { dollars, ...(mapping !== null && { mapping }) },
        { signal },
      ),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });

export const libraryScenarioQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['allocation', 'library-scenario', scenarioId],
    queryFn: ({ signal }) => api.get<Scenario>(`/allocation/v1/scenarios/${scenarioId}`, { signal }),
    staleTime: 60_000,
  });

export function useSaveAsScenario() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (made: Pick<Scenario, 'name' | 'fiscal_year' | 'data_versions'> & { policy: Borrowed['policy'] }) =>
      api.post<Scenario>('/allocation/v1/scenarios', made),
    onSuccess: (scenario) => client.invalidateQueries({ queryKey: ['allocation', 'scenarios', scenario.fiscal_year] }),
  });
}
