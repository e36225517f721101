import { api } from '@lib/api';
import type * as generated from '@lib/api-generated/types.gen';
import type { Policy } from '@lib/api-types';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { numberOf } from './calculation';

export type PricedServices = generated.CentralServicesRead;
export type PricedService = generated.CentralServiceRead;

/** What devolving and selling central services gives schools, and what they then pay. */
export const pricedServicesQuery = (scenarioId: string, policy: Policy) =>
  queryOptions({
    queryKey: ['allocation', 'central-services', scenarioId, policy],
    queryFn: ({ signal }) => api.post<PricedServices>(`/allocation/v1/scenarios/${scenarioId}/central-services`, { policy }, { signal }),
    structuralSharing: false,
    queryKeyHashFn: ([service, name, scenario]) => `${String(service)} ${String(name)} ${String(scenario)} ${numberOf(policy)}`,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 10_000,
  });
