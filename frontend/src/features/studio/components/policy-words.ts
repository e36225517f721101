import type { Control, Distribution, EligibilityCondition } from '@lib/api-types';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { RuleKind } from '../model/new-rule';

type Words = { name: MessageDescriptor; meaning: MessageDescriptor };

export const DISTRIBUTION_WORDS: Record<Distribution, Words> = {
  unlocked: { name: msg`By formula`, meaning: msg`The rules below share it out.` },
  locked: { name: msg`Locked`, meaning: msg`It stays where law or board put it: shown, not shared out.` },
  school_grant: { name: msg`School grants`, meaning: msg`Named schools receive named amounts.` },
};

export const CONTROL_WORDS: Record<Control, Words> = {
  school: { name: msg`School decides`, meaning: msg`The school plans how it is spent.` },
  school_visible: { name: msg`School sees it`, meaning: msg`Spent at the school, decided by the central office.` },
  central: { name: msg`Central office decides`, meaning: msg`It pays for central services.` },
};

export const RULE_WORDS: Record<RuleKind, Words> = {
  per_pupil: { name: msg`Dollars per pupil`, meaning: msg`Pupils times a fixed rate. Takes what it needs.` },
  weighted_pool: { name: msg`Weighted pool`, meaning: msg`All of the money, shared by weighted pupils.` },
  shares: { name: msg`Shares`, meaning: msg`The money cut into percentages by level and need.` },
  foundation: { name: msg`Flat amount`, meaning: msg`The same amount for each school of a level, type or size.` },
  proportional: { name: msg`In proportion`, meaning: msg`The money shared by a measure such as staff or pupils.` },
  school_grant: { name: msg`School grants`, meaning: msg`Named amounts for named schools.` },
};

const OTHER_RULE: Words = {
  name: msg`Formula rule`,
  meaning: msg`This kind of rule is changed in the policy’s JSON: export it, change it there, and import it again.`,
};

/** The words of a rule's kind; kinds without an editor of their own share one text. */
export const ruleWords = (kind: string): Words => (kind in RULE_WORDS ? RULE_WORDS[kind as RuleKind] : OTHER_RULE);

export const OPERATOR_WORDS: Record<EligibilityCondition['operator'], MessageDescriptor> = {
  '>=': msg`at least`,
  '>': msg`more than`,
  '<=': msg`at most`,
  '<': msg`less than`,
  '==': msg`is`,
  '!=': msg`is not`,
  in: msg`is one of`,
};
