import type { CentralService, Policy, PolicySource } from '@lib/api-types';
import { editSource, type PolicyEdit } from './policy-edits';

/** Whether the services of a source make its central share, or an amount that is typed does. */
export const sharedByServices = (source: PolicySource): boolean => source.central_share === null || source.central_share === undefined;

export const servicesOf = (source: PolicySource): readonly CentralService[] => source.central_services ?? [];

/** What the source's services that stay central cost. */
export const keptCents = (source: PolicySource): number =>
  servicesOf(source).reduce((sum, service) => (service.mode === 'central' ? sum + service.amount_cents : sum), 0);

export const setServices = (sourceId: string, services: readonly CentralService[]): PolicyEdit =>
  editSource(sourceId, (source) => ({ ...source, central_services: [...services] }));

/** From now on the services say how much is held centrally; what they do not explain becomes a service of its own. */
export const letServicesDecide = (sourceId: string, heldCents: number, restName: string): PolicyEdit =>
  editSource(sourceId, (source) => {
    const rest = heldCents - keptCents(source);
    const services = [...servicesOf(source)];
    if (rest > 0) services.push({ name: restName, mode: 'central', amount_cents: rest });
    return { ...source, central_share: null, central_services: services };
  });

/** Sources that can hold money centrally. */
export const sourcesWithServices = (policy: Policy): PolicySource[] => policy.sources.filter((source) => source.distribution !== 'locked');
