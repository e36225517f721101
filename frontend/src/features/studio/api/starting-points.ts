import { api, query } from '@lib/api';
import type * as generated from '@lib/api-generated/types.gen';
import type { Page, Policy } from '@lib/api-types';
import { queryOptions } from '@tanstack/react-query';

export type PolicyTemplate = generated.PolicyTemplateRead;
export type BorrowedFormula = generated.FormulaLine;

export const templatesQuery = (language: 'en' | 'es') =>
  queryOptions({
    queryKey: ['allocation', 'policy-templates', language],
    queryFn: async ({ signal }) => (await api.get<{ templates: PolicyTemplate[] }>(`/allocation/v1/policy-templates${query({ language })}`, { signal })).templates,
    staleTime: 5 * 60_000,
  });

export const borrowedFormulasQuery = queryOptions({
  queryKey: ['allocation', 'library-formulas'],
  queryFn: async ({ signal }) => (await api.get<Page<BorrowedFormula>>('/allocation/v1/library-formulas', { signal })).items,
  staleTime: 5 * 60_000,
});

/** A template fitted to the district's words and the year's revenue. */
export const templatePolicy = async (templateId: string, fiscalYear: number, name: string): Promise<Policy> =>
  (await api.post<{ policy: Policy }>(`/allocation/v1/policy-templates/${templateId}/policy`, { fiscal_year: fiscalYear, name })).policy;

/** Another district's formula in place of the rules of one of our scenarios, at our dollars. */
export const borrowedPolicy = async (formulaId: string, scenarioId: string): Promise<Policy> =>
  (await api.post<{ policy: unknown }>(`/allocation/v1/scenarios/${scenarioId}/library-formulas/${formulaId}/apply`, { dollars: 'ours' })).policy as Policy;
