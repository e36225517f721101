import type { Distribution, PolicySource } from '@lib/api-types';
import { newRule } from './new-rule';

/** Change how a source is distributed; rules that would contradict the new way go, so that the policy stays valid. */
export function setDistribution(
  source: PolicySource,
  distribution: Distribution,
  labels: { grants: string; pool: string },
): PolicySource {
  if (source.distribution === distribution) return source;
  switch (distribution) {
    case 'locked':
      return { ...source, distribution, central_share: null, rules: [] };
    case 'school_grant': {
      const grants = source.rules.filter((rule) => rule.kind === 'school_grant');
      return { ...source, control: controlOf(source), distribution, rules: grants.length > 0 ? grants : [newRule('school_grant', 'grants', labels.grants)] };
    }
    case 'unlocked':
      return { ...source, control: controlOf(source), distribution, rules: source.rules.length > 0 ? source.rules : [newRule('weighted_pool', 'pool', labels.pool)] };
  }
}

/** Locked money is the central office's; once it reaches schools, they decide unless somebody says otherwise. */
const controlOf = (source: PolicySource): PolicySource['control'] => (source.distribution === 'locked' ? 'school' : source.control);

export type CentralShareKind = 'none' | 'percent' | 'amount';

/** The server keeps both keys and leaves one of them null. */
export function centralShareOf(source: PolicySource): { kind: CentralShareKind; percentBp: number; amountCents: number } {
  const share = source.central_share as { percent_bp?: number | null; amount_cents?: number | null } | null | undefined;
  if (typeof share?.percent_bp === 'number') return { kind: 'percent', percentBp: share.percent_bp, amountCents: 0 };
  if (typeof share?.amount_cents === 'number') return { kind: 'amount', percentBp: 0, amountCents: share.amount_cents };
  return { kind: 'none', percentBp: 0, amountCents: 0 };
}

export function setCentralShare(source: PolicySource, kind: CentralShareKind, value: number): PolicySource {
  if (kind === 'none') return { ...source, central_share: null };
  return { ...source, central_share: kind === 'percent' ? { percent_bp: value } : { amount_cents: value } };
}
