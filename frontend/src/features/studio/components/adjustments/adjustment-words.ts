import type { Adjustment } from '@lib/api-types';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** In the order in which people ask for them: `toggle` says what it does, `name` is what a school reads. */
export const ADJUSTMENT_WORDS: Record<Adjustment['kind'], { toggle: MessageDescriptor; name: MessageDescriptor }> = {
  hold_harmless: { toggle: msg`Hold harmless: keep part of last year’s budget`, name: msg`Hold harmless` },
  minimum_operational_budget: { toggle: msg`Minimum budget: the least a school needs to run`, name: msg`Minimum budget` },
  collar: { toggle: msg`Limits: no school loses or gains too much at once`, name: msg`Limits of change` },
  phase_in: { toggle: msg`Step by step: go a part of the way each year`, name: msg`Phase-in` },
  trigger: { toggle: msg`Start later: the formula waits for enough revenue`, name: msg`Revenue trigger` },
  recount: { toggle: msg`Recount: bring a published budget up to a new count`, name: msg`Recount` },
};

export const ADJUSTMENT_KINDS = Object.keys(ADJUSTMENT_WORDS) as Adjustment['kind'][];
