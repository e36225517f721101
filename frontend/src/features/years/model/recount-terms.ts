import type { AllocationResult, AllocationRun, ImportLine, RecountRequest } from '@lib/api-types';

export type PayerKind = 'reserve' | 'central_share' | 'gainers';

export type RecountTerms = {
  /** Version of the counts. */
  counts: number;
  direction: 'up_only' | 'both';
  percentBp: number;
  capBp: number | null;
  payer: PayerKind;
  sourceId: string;
};

/** What most districts begin with: upwards only, all of it, from the reserve or central share that has most. */
export function firstTerms(run: AllocationRun, result: AllocationResult, counts: readonly ImportLine[]): RecountTerms {
  const newest = Math.max(run.data_versions['counts'] ?? 1, ...counts.map((line) => line.version));
  const reserves = result.sources.toSorted((a, b) => b.reserve_cents - a.reserve_cents);
  const central = result.sources.toSorted((a, b) => b.central_share_cents - a.central_share_cents);
  const reserve = reserves[0]?.reserve_cents ?? 0;
  const share = central[0]?.central_share_cents ?? 0;
  return {
    counts: newest,
    direction: 'up_only',
    percentBp: 10_000,
    capBp: null,
    payer: reserve === 0 && share === 0 ? 'gainers' : reserve >= share ? 'reserve' : 'central_share',
    sourceId: (reserve >= share ? reserves[0] : central[0])?.source_id ?? '',
  };
}

export const requestOfTerms = (terms: RecountTerms): RecountRequest => ({
  direction: terms.direction,
  percent_bp: terms.percentBp,
  cap_bp: terms.capBp,
  payer: terms.payer === 'gainers' ? { kind: 'gainers' } : { kind: terms.payer, source_id: terms.sourceId },
  data_versions: { counts: terms.counts },
});
