import type { Control } from '@lib/api-types';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** Who decides about a stream, in a principal's words. */
export const CONTROL_WORDS: Record<Control, { title: MessageDescriptor; meaning: MessageDescriptor }> = {
  school: { title: msg`Your school decides`, meaning: msg`You plan how this money is spent.` },
  school_visible: { title: msg`Shown, not yours to move`, meaning: msg`It is spent at your school; the district office decides on what.` },
  central: { title: msg`District office decides`, meaning: msg`It pays for services that the district office runs.` },
};
