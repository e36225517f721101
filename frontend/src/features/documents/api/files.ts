import { api, query } from '@lib/api';
import type { Scenario } from '@lib/api-types';
import { queryOptions } from '@tanstack/react-query';

export type Language = 'en' | 'es';
/** What a document is made of: a scenario as it is stored, or a published run. */
export type Basis = { scenarioId: string } | { runId: string };

const of = (basis: Basis): string =>
  'scenarioId' in basis ? `/allocation/v1/scenarios/${basis.scenarioId}` : `/allocation/v1/allocation-runs/${basis.runId}`;

export const calculatorPath = (basis: Basis): string => `${of(basis)}/workbook`;
export const packetPath = (basis: Basis, language: Language): string => `${of(basis)}/packet${query({ language })}`;

export type NoticesParameters = { scenario_id?: string; run_id?: string; language: Language };
export type NoticesResult = { schools: number; language: Language; result_hash: string };

export const noticesParameters = (basis: Basis, language: Language): NoticesParameters =>
  'scenarioId' in basis ? { scenario_id: basis.scenarioId, language } : { run_id: basis.runId, language };

export const documentsScenarioQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['allocation', 'scenario', scenarioId, 'documents'],
    queryFn: ({ signal }) => api.get<Scenario>(`/allocation/v1/scenarios/${scenarioId}`, { signal }),
  });
