import type { Control, Distribution, EligibilityCondition } from '@lib/api-types';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { RuleGroup, RuleKind, RulePreset } from '../model/new-rule';

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
  concentration: { name: msg`Concentration of need`, meaning: msg`More per pupil where the share of a need is above a threshold.` },
  threshold_supplement: { name: msg`Small-school supplement`, meaning: msg`Dollars for each pupil that a small school lacks to a threshold.` },
  enrollment_floor: { name: msg`Least number of pupils`, meaning: msg`A school below it is funded as if it had that many.` },
  staffing_ratio: { name: msg`Positions by pupils`, meaning: msg`One position for so many pupils, paid at the average salary.` },
  composite_index: { name: msg`Index of several measures`, meaning: msg`The money shared by an index that is made of several figures of a school.` },
  formula: { name: msg`Your own formula`, meaning: msg`The dollars that a measure says which you compute yourself.` },
  prior_year_change: { name: msg`Change since last year`, meaning: msg`Last year’s dollars, changed by what the change in pupils is worth.` },
  incentive: { name: msg`Incentive`, meaning: msg`Amounts for schools that reach a value: performance funds, stipends.` },
};

export const RULE_GROUP_WORDS: Record<RuleGroup, MessageDescriptor> = {
  pupils: msg`By pupils and their needs`,
  schools: msg`For schools and their size`,
  measures: msg`By measures and last year`,
  incentives: msg`Incentives`,
};

export const PRESET_WORDS: Record<RulePreset, Words> = {
  hard_to_staff: { name: msg`Hard-to-staff stipend`, meaning: msg`An amount for each member of staff at schools where need is highest.` },
  performance_fund: { name: msg`Performance fund`, meaning: msg`An amount for schools that reach a result, in one or more steps.` },
};

export const OPERATOR_WORDS: Record<EligibilityCondition['operator'], MessageDescriptor> = {
  '>=': msg`at least`,
  '>': msg`more than`,
  '<=': msg`at most`,
  '<': msg`less than`,
  '==': msg`is`,
  '!=': msg`is not`,
  in: msg`is one of`,
};
