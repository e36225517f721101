import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { WordsFault } from '../model/policy-words';

/** What is wrong with a group of levels or a count that unites others, and what helps. */
export const WORDS_FAULTS: Record<WordsFault, MessageDescriptor> = {
  no_name: msg`Give it a name.`,
  bad_name: msg`A name has letters, digits, spaces and . _ @ - and begins with a letter or digit.`,
  taken_name: msg`A level or another group has this name.`,
  no_levels: msg`Choose at least one level.`,
  no_need: msg`Choose the count.`,
  taken_need: msg`This count stands twice.`,
  two_needs: msg`Choose at least two that it unites.`,
};
