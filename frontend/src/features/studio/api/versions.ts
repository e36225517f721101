import { api } from '@lib/api';
import type * as generated from '@lib/api-generated/types.gen';
import type { Policy } from '@lib/api-types';
import { allPages } from '@lib/district';
import { queryOptions } from '@tanstack/react-query';
import { numberOf } from './calculation';

export type ScenarioVersion = generated.ScenarioVersionLine;
export type PolicyComparison = generated.PolicyComparisonRead;
export type PolicyChange = generated.PolicyChangeRead;

/** Saved versions of a scenario, newest first. */
export const versionsQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['allocation', 'scenario', scenarioId, 'versions'],
    queryFn: ({ signal }) => allPages<ScenarioVersion>(`/allocation/v1/scenarios/${scenarioId}/versions`, {}, signal),
    staleTime: 0,
  });

export const versionPolicy = async (scenarioId: string, version: number): Promise<Policy> =>
  (await api.get<{ policy: Policy }>(`/allocation/v1/scenarios/${scenarioId}/versions/${version}`)).policy;

/** A saved version, or the policy on screen. */
export type Compared = { version: number } | { policy: Policy };

const choice = (scenarioId: string, compared: Compared) => ('version' in compared ? { scenario_id: scenarioId, version: compared.version } : { policy: compared.policy });
const nameOf = (compared: Compared) => ('version' in compared ? `v${compared.version}` : `p${numberOf(compared.policy)}`);

/** Two policies line by line in plain words, with what each difference does to schools. */
export const comparisonQuery = (scenarioId: string, before: Compared, after: Compared, language: 'en' | 'es') =>
  queryOptions({
    queryKey: ['allocation', 'policy-comparison', scenarioId, nameOf(before), nameOf(after), language],
    queryFn: ({ signal }) =>
      api.post<PolicyComparison>(
        '/allocation/v1/compare-policies',
        { before: choice(scenarioId, before), after: choice(scenarioId, after), language },
        { signal },
      ),
    retry: false,
    gcTime: 60_000,
  });
