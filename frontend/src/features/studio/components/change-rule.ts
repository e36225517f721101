import type { Rule } from '@lib/api-types';
import type { Editing } from './editing';

export type RuleParametersProps<R extends Rule = Rule> = {
  editing: Editing;
  rule: R;
  saved: Rule | undefined;
  /** Names the rule, for undo. */
  id: string;
  onChange: (rule: R, mergeKey?: string) => void;
};

/** For rules whose cells are typed quickly, one after the other. */
export type CellRuleProps<R extends Rule> = Omit<RuleParametersProps<R>, 'onChange'> & { onChange: ChangeRule<R> };

/** For kinds whose unchanged fields are not drawn again while a weight moves: these take the way to change any rule. */
export type QuickRuleProps<R extends Rule = Rule> = Omit<RuleParametersProps<R>, 'onChange'> & { onChange: ChangeRule };

/** Takes the new rule, or how it comes of the one there is then: an earlier change may not have been drawn yet. */
export type ChangeRule<R extends Rule = Rule> = (next: R | ((now: R) => R), mergeKey?: string) => void;

/** Changes of one kind of rule; a rule that has become another kind in the meantime is left alone. */
export const ofKind =
  <R extends Rule>(isMine: (rule: Rule) => rule is R, onChange: ChangeRule): ChangeRule<R> =>
  (next, mergeKey) =>
    onChange(typeof next === 'function' ? (now) => (isMine(now) ? next(now) : now) : next, mergeKey);
