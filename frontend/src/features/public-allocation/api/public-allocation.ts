import { api } from '@lib/api';
import type { PublicAllocation } from '@lib/api-types';
import { earlyAnswers } from '@lib/early-answers';

/** What the district made public, by run. The address alone says what to ask, so it is asked before the page is drawn. */
export const publicAllocations = earlyAnswers((runId) => api.get<PublicAllocation>(`/allocation/v1/public/allocations/${runId}`));
