import { api } from '@lib/api';
import type * as generated from '@lib/api-generated/types.gen';
import type { Policy } from '@lib/api-types';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { numberOf } from './calculation';

export type Equity = generated.EquityRead;
export type NeedEquity = generated.NeedEquityRead;

/** How fair a what-if is; asked once its amounts are there. `need` sorts the deciles; `null`: the server chooses. */
export const equityQuery = (scenarioId: string, policy: Policy, need: string | null) =>
  queryOptions({
    queryKey: ['allocation', 'equity', scenarioId, policy, need],
    queryFn: ({ signal }) => api.post<Equity>(`/allocation/v1/scenarios/${scenarioId}/equity`, { policy, need_category: need }, { signal }),
    structuralSharing: false,
    queryKeyHashFn: ([service, name, scenario]) => `${String(service)} ${String(name)} ${String(scenario)} ${numberOf(policy)} ${need ?? ''}`,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
    gcTime: 10_000,
  });
