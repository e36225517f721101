import type { PolicySource } from '@lib/api-types';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

type Flexibility = NonNullable<PolicySource['flexibility']>;
export type Origin = NonNullable<Flexibility['origin']>;
export type Status = NonNullable<Flexibility['status']>;

export const ORIGINS = ['district', 'state', 'federal'] as const satisfies readonly Origin[];
export const STATUSES = ['kept', 'relaxed', 'waived'] as const satisfies readonly Status[];

export const ORIGIN_WORDS: Record<Origin, { name: MessageDescriptor; tile: MessageDescriptor }> = {
  district: { name: msg`the district`, tile: msg`Limited by the district` },
  state: { name: msg`the state`, tile: msg`Limited by the state` },
  federal: { name: msg`federal law`, tile: msg`Limited by federal law` },
};

export const STATUS_WORDS: Record<Status, { name: MessageDescriptor; meaning: MessageDescriptor }> = {
  kept: { name: msg`kept`, meaning: msg`Schools must follow it.` },
  relaxed: { name: msg`relaxed`, meaning: msg`Schools have more room than the rule as written.` },
  waived: { name: msg`waived`, meaning: msg`It does not apply; keep the waiver with your papers.` },
};
