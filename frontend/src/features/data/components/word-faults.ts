import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { WordFault } from '../model/words-draft';

/** What is wrong with a level, a need category or a grade, and what helps. */
export const WORD_FAULTS: Record<WordFault, MessageDescriptor> = {
  no_name: msg`Give it a name.`,
  no_code: msg`Give it a code.`,
  bad_code: msg`A code has letters, digits, spaces and . _ @ - and begins with a letter or digit.`,
  taken_code: msg`Another one has this code.`,
  bad_grade: msg`A grade has up to eight letters and digits. Put spaces between grades.`,
  taken_grade: msg`This grade stands twice; it belongs to one level.`,
};
