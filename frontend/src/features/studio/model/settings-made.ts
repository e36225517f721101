import type { Adjustment } from '@lib/api-types';

/** Where an adjustment for which nothing was said finds last year's pupils. */
export const PRIOR_PUPILS = 'prior_pupils';

/** How many of the settings that are rarely made are made in an adjustment. */
export function settingsMade(adjustment: Adjustment): number {
  const isFloor = adjustment.kind === 'hold_harmless' || adjustment.kind === 'minimum_operational_budget';
  const payer = isFloor && adjustment.payer.kind === 'gainers' ? adjustment.payer : null;
  const chosen = [
    adjustment.source_ids,
    payer?.source_ids,
    'moving_source_ids' in adjustment ? adjustment.moving_source_ids : null,
    adjustment.kind === 'trigger' ? adjustment.revenue_source_ids : null,
  ].filter((sources) => sources !== null && sources !== undefined).length;
  const isFromCurrent = payer?.gain === 'above_current';
  const isOtherMeasure = adjustment.kind === 'hold_harmless' && (adjustment.prior_pupils_measure ?? PRIOR_PUPILS) !== PRIOR_PUPILS;
  return chosen + Number(isFromCurrent) + Number(isOtherMeasure);
}
