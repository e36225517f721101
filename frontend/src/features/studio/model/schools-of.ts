import type { AllocationFigures } from '@lib/api-types';

/** What a result says of the schools whatever the policy decides. */
export function schoolsOf({ school_ids, school_names, school_levels, pupil_counts, need_shares_bp, current_cents }: AllocationFigures) {
  return { school_ids, school_names, school_levels, pupil_counts, need_shares_bp, current_cents };
}
