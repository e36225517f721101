import { api } from '@lib/api';
import type { PublicAllocation } from '@lib/api-types';

const underWay = new Map<string, Promise<PublicAllocation>>();

/** What the district made public of a run. The address alone says what to ask, so it is asked before the page is drawn. */
export function publicAllocation(runId: string): Promise<PublicAllocation> {
  const asked = underWay.get(runId) ?? api.get<PublicAllocation>(`/allocation/v1/public/allocations/${runId}`);
  underWay.set(runId, asked);
  asked.catch(() => underWay.delete(runId));
  return asked;
}
