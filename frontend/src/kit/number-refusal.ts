import type { NumberRefusal } from '@lib/decimal';
import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';

/** Why a typed number was not taken, and what to type instead. */
export const REFUSAL_MESSAGES: Record<NumberRefusal, MessageDescriptor> = {
  empty: msg`Type a number.`,
  not_a_number: msg`This is not one number. Use digits, like 1,234.50.`,
  ambiguous: msg`This can be read in two ways. Write 1234.50 or 1,234.`,
  too_many_decimals: msg`There are too many digits after the point.`,
  negative: msg`A negative number is not possible here.`,
  too_large: msg`This number is too large.`,
};
