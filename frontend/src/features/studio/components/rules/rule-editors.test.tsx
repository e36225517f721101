import type { Eligibility, Policy, Rule } from '@lib/api-types';
import { expect, it } from 'vitest';
import { newRule } from '../../model/new-rule';
import { choose, find, flip, pick, policyOf, press, showEditors, source, tick, type } from '../policy-ground';
import { RuleCard } from '../rule-card';

const OTHER = newRule('weighted_pool', 'other', 'Other');
const eligibility = { kind: 'list', school_ids: ['101'] } satisfies Eligibility;
const named = { rule_id: 'r', label: 'Mine', eligibility };

const shares = { ...named, kind: 'shares', pool_share_bp: 5_000, pool_amount_cents: null, cells: [{ level: 'elementary', need_category: 'all', share_bp: 6_000 }, { level: 'high', need_category: 'all', share_bp: 3_000 }] } satisfies Rule;
const foundation = { ...named, kind: 'foundation', match: 'sum', amounts: [{ level: 'high', school_type: 'charter', pupils_min: '10', pupils_max: '500', amount_cents: 7 }, { level: null, school_type: null, pupils_min: null, pupils_max: null, amount_cents: 9 }] } satisfies Rule;
const [big, small] = foundation.amounts;
const proportional = { ...named, kind: 'proportional', pool_share_bp: 10_000, pool_amount_cents: null, measure: 'fte' } satisfies Rule;
const grants = { ...named, kind: 'school_grant', grants: [{ school_id: '101', amount_cents: 500 }] } satisfies Rule;
const formula = { ...named, kind: 'formula', measure: 'own', per: 'pupil', need_category: 'poverty', level: 'high' } satisfies Rule;
const supplement = { ...named, kind: 'threshold_supplement', need_category: 'poverty', level: 'high', threshold: '300', rate_dollars: '1500', caps: [{ amount_cents: 900 }, { per_pupil_dollars: '50' }, { measure: 'fte' }] } satisfies Rule;
const floor = { ...named, kind: 'enrollment_floor', need_category: 'poverty', level: 'high', pupils: '200', rate_dollars: '5000' } satisfies Rule;
const concentration = { ...named, kind: 'concentration', need_category: 'all', level: 'high', share_of: 'poverty', threshold: '0.55', rate_dollars: '1000', basis: 'school' } satisfies Rule;
const staffing = { ...named, kind: 'staffing_ratio', job_class: 'Nurse', need_category: 'all', level: 'high', pupils_per_position: '250', step: '0.5', rounding: 'up', minimum_positions: '1', maximum_positions: '4', salary_cents: 9_800_000, benefits_bp: 3_000 } satisfies Rule;
const change = { ...named, kind: 'prior_year_change', prior_measure: 'last_year', change_measure: 'fte', percent_measure: 'fte', percent_limit_bp: 10_000 } satisfies Rule;
const register = { ...named, kind: 'prior_year_change', prior_measure: 'last_year', change_measure: null, pupils_measure: 'pupils', prior_pupils_measure: 'fte', rate_dollars: '700' } satisfies Rule;
const index = { ...named, kind: 'composite_index', pool_share_bp: 10_000, pool_amount_cents: null, times: 'pupils', parts: [{ measure: 'share:poverty', weight: '2', scale: 'as_is', reverse: false }, { measure: 'fte', weight: '1', scale: 'of_mean', reverse: true }] } satisfies Rule;
const [poor, staffed] = index.parts;
const incentive = { ...named, kind: 'incentive', times: 'fte', tiers: [{ measure: 'share:poverty', operator: '>=', value: '0.75', amount_cents: 600_000 }, { measure: 'fte', operator: '<', value: '20', amount_cents: 300_000 }] } satisfies Rule;
const [needy, tiny] = incentive.tiers;

const CASES: [what: string, start: Rule, does: () => unknown, changed: object][] = [
  ['any rule: its name', floor, () => type('Name', 'Least'), { label: 'Least' }],
  ['any rule: all schools of the source', floor, () => flip('Only some of the source’s schools'), { eligibility: null }],
  ['shares: a cell', shares, () => type('all, elementary', '65.25'), { cells: [{ level: 'elementary', need_category: 'all', share_bp: 6_525 }, shares.cells[1]] }],
  ['shares: another cell', shares, () => type('poverty, high', '10'), { cells: [...shares.cells, { level: 'high', need_category: 'poverty', share_bp: 1_000 }] }],
  ['shares: a cell less', shares, () => type('all, high', ''), { cells: [shares.cells[0]] }],
  ['shares: the rest', shares, () => press('Settle it in the last cell'), { cells: [shares.cells[0], { ...shares.cells[1], share_bp: 4_000 }] }],
  ['shares: part of the pool', shares, () => type('Part', '25'), { pool_share_bp: 2_500 }],
  ['shares: a fixed amount', shares, () => choose('It shares out', 'a fixed amount'), { pool_share_bp: 10_000, pool_amount_cents: 0 }],
  ['foundation: dollars', foundation, () => type('Dollars per school', '250,000', { in: 'Amount 1' }), { amounts: [{ ...big, amount_cents: 25_000_000 }, small] }],
  ['foundation: level', foundation, () => choose('Level', 'elementary', { in: 'Amount 2' }), { amounts: [big, { ...small, level: 'elementary' }] }],
  ['foundation: any level', foundation, () => choose('Level', 'any', { in: 'Amount 1' }), { amounts: [{ ...big, level: null }, small] }],
  ['foundation: least pupils', foundation, () => type('From pupils', '', { in: 'Amount 1' }), { amounts: [{ ...big, pupils_min: null }, small] }],
  ['foundation: most pupils', foundation, () => type('To pupils', '350.5', { in: 'Amount 2' }), { amounts: [big, { ...small, pupils_max: '350.5' }] }],
  ['foundation: school type', foundation, () => choose('School type', 'district', { in: 'Amount 2' }), { amounts: [big, { ...small, school_type: 'district' }] }],
  ['foundation: an amount less', foundation, () => press('Remove amount 1'), { amounts: [small] }],
  ['foundation: another amount', foundation, () => press('Add an amount'), { amounts: [big, small, { level: null, school_type: null, pupils_min: null, pupils_max: null, amount_cents: 0 }] }],
  ['foundation: several fit', foundation, () => choose('When several fit a school, it gets', 'the highest'), { match: 'highest' }],
  ['proportional: measure', proportional, () => find('In proportion to', 'last year'), { measure: 'last_year' }],
  ['proportional: amount', { ...proportional, pool_amount_cents: 100 }, () => type('Amount', '20'), { pool_amount_cents: 2_000 }],
  ['grants: an amount', grants, () => type('Acorn', '7.50'), { grants: [{ school_id: '101', amount_cents: 750 }] }],
  ['grants: another school', grants, () => { find('School', 'Birch'); press('Add'); }, { grants: [...grants.grants, { school_id: '102', amount_cents: 0 }] }],
  ['grants: a school less', grants, () => press('Remove the grant of Acorn'), { grants: [] }],
  ['grants: as imported', grants, () => pick(/on the data page/), { grants: null }],
  ['formula: measure', formula, () => find('The measure', 'fte'), { measure: 'fte' }],
  ['formula: per school', formula, () => pick('for the school'), { per: 'school' }],
  ['formula: pupils counted', formula, () => choose('Pupils it counts', 'english_learner'), { need_category: 'english_learner' }],
  ['small schools: level', supplement, () => choose('At level', 'every level'), { level: '*' }],
  ['small schools: threshold', supplement, () => type('Schools below this many pupils', '250.5'), { threshold: '250.5' }],
  ['small schools: rate', supplement, () => type('Dollars for each pupil missing', '1600'), { rate_dollars: '1600' }],
  ['small schools: a cap’s amount', supplement, () => type('Amount', '12'), { caps: [{ amount_cents: 1_200 }, ...supplement.caps.slice(1)] }],
  ['small schools: a cap per pupil', supplement, () => type('Dollars per pupil', '60'), { caps: supplement.caps.with(1, { per_pupil_dollars: '60' }) }],
  ['small schools: a cap’s measure', supplement, () => find('Measure', 'last year'), { caps: supplement.caps.with(2, { measure: 'last_year' }) }],
  ['small schools: a cap less', supplement, () => press('Remove limit 2'), { caps: [{ amount_cents: 900 }, { measure: 'fte' }] }],
  ['small schools: another cap', supplement, () => press('Add a limit'), { caps: [...supplement.caps, { amount_cents: 10_000_000 }] }],
  ['enrollment floor: pupils', floor, () => type('Counted as at least', '220'), { pupils: '220' }],
  ['enrollment floor: rate', floor, () => type('Dollars per pupil', '5200'), { rate_dollars: '5200' }],
  ['enrollment floor: need', floor, () => choose('Pupils it counts', 'all'), { need_category: 'all' }],
  ['concentration: need', concentration, () => choose('Concentrated need', 'english_learner'), { share_of: 'english_learner' }],
  ['concentration: threshold', concentration, () => type('Begins above', '62.125'), { threshold: '0.62125' }],
  ['concentration: rate', concentration, () => type('Dollars per pupil', '900.5'), { rate_dollars: '900.5' }],
  ['concentration: measured in', concentration, () => choose('Share measured in', 'the whole district'), { basis: 'district' }],
  ['concentration: level', concentration, () => choose('At level', 'elementary'), { level: 'elementary' }],
  ['staffing: job', staffing, () => type('Job', 'Counselor'), { job_class: 'Counselor' }],
  ['staffing: ratio', staffing, () => type('One position for', '300'), { pupils_per_position: '300' }],
  ['staffing: step', staffing, () => type('Steps of', ''), { step: null }],
  ['staffing: rounding', staffing, () => choose('Rounded', 'down'), { rounding: 'down' }],
  ['staffing: least', staffing, () => type('At least', '0.5'), { minimum_positions: '0.5' }],
  ['staffing: most', staffing, () => type('At most', ''), { maximum_positions: null }],
  ['staffing: salary', staffing, () => type('Average salary', '101,000'), { salary_cents: 10_100_000 }],
  ['staffing: benefits', staffing, () => type('Benefits', '31.5'), { benefits_bp: 3_150 }],
  ['prior year: last year’s dollars', change, () => find('Last year’s dollars', 'own'), { prior_measure: 'own' }],
  ['prior year: change in dollars', change, () => find('The change in dollars', 'own'), { change_measure: 'own' }],
  ['prior year: change of pupils', change, () => pick(/weighted pupils now/), { change_measure: null, pupils_measure: 'pupils', prior_pupils_measure: 'own', rate_dollars: '1000' }],
  ['prior year: a measure again', register, () => pick('a measure in dollars'), { change_measure: 'own', pupils_measure: null, prior_pupils_measure: null, rate_dollars: null }],
  ['prior year: pupils now', register, () => find('Pupils now', 'own'), { pupils_measure: 'own' }],
  ['prior year: pupils last year', register, () => find('Pupils last year', 'own'), { prior_pupils_measure: 'own' }],
  ['prior year: rate', register, () => type('Dollars per weighted pupil', '710'), { rate_dollars: '710' }],
  ['prior year: own percent', register, () => flip('Each school moves at its own percent of the formula'), { percent_measure: 'own' }],
  ['prior year: no own percent', change, () => flip('Each school moves at its own percent of the formula'), { percent_measure: null }],
  ['prior year: which percent', change, () => find('Its percent', 'own'), { percent_measure: 'own' }],
  ['prior year: at most', change, () => type('At most', '95'), { percent_limit_bp: 9_500 }],
  ['index: figure', index, () => find('Figure', 'last year', { in: 'Part 2' }), { parts: [poor, { ...staffed, measure: 'last_year' }] }],
  ['index: weight', index, () => type('Weight', '2.5', { in: 'Part 1' }), { parts: [{ ...poor, weight: '2.5' }, staffed] }],
  ['index: scale', index, () => choose('Brought to one scale', '0 for the lowest school, 1 for the highest', { in: 'Part 1' }), { parts: [{ ...poor, scale: 'lowest_to_highest' }, staffed] }],
  ['index: reverse', index, () => tick('Less of it counts more', { in: 'Part 2' }), { parts: [poor, { ...staffed, reverse: false }] }],
  ['index: a part less', index, () => press('Remove part 1'), { parts: [staffed] }],
  ['index: another part', index, () => press('Add a part'), { parts: [poor, staffed, { measure: 'pupils', weight: '1', scale: 'of_highest', reverse: false }] }],
  ['index: no count', index, () => flip(/^Times a count/), { times: null }],
  ['index: which count', index, () => find('Times', 'fte'), { times: 'fte' }],
  ['index: part of the pool', index, () => type('Part', '40'), { pool_share_bp: 4_000 }],
  ['incentive: figure of the same kind', incentive, () => find('Figure', 'Share of english', { in: 'A school receives it if' }), { tiers: [{ ...needy, measure: 'share:english_learner' }, tiny] }],
  ['incentive: figure of another kind', incentive, () => find('Figure', 'last year', { in: 'A school receives it if' }), { tiers: [{ ...needy, measure: 'last_year', value: '1' }, tiny] }],
  ['incentive: comparison', incentive, () => choose('Compared', 'less than', { in: 'A school receives it if' }), { tiers: [{ ...needy, operator: '<' }, tiny] }],
  ['incentive: percent', incentive, () => type('Percent', '80.5', { in: 'A school receives it if' }), { tiers: [{ ...needy, value: '0.805' }, tiny] }],
  ['incentive: value', incentive, () => type('Value', '25', { in: 'else, if' }), { tiers: [needy, { ...tiny, value: '25' }] }],
  ['incentive: amount', incentive, () => type('Amount', '4000', { in: 'else, if' }), { tiers: [needy, { ...tiny, amount_cents: 400_000 }] }],
  ['incentive: a line less', incentive, () => press('Remove line 1'), { tiers: [tiny] }],
  ['incentive: another line', incentive, () => press('Add a line'), { tiers: [needy, tiny, tiny] }],
  ['incentive: for the school', incentive, () => pick('for the school'), { times: null }],
  ['incentive: for each', { ...incentive, times: null }, () => pick('for each member of staff or pupil'), { times: 'fte' }],
  ['incentive: for each of', incentive, () => find('For each of', 'All pupils'), { times: 'pupils' }],
];

const GROUPS = { level_groups: [{ level_group: '1-12', levels: ['elementary', 'high'] }] };
const GROUPED: typeof CASES = [
  ['shares: a cell of a group of levels', shares, () => type('poverty, 1-12', '10'), { cells: [...shares.cells, { level: '1-12', need_category: 'poverty', share_bp: 1_000 }] }],
  ['foundation: a group of levels', foundation, () => choose('Level', '1-12', { in: 'Amount 2' }), { amounts: [big, { ...small, level: '1-12' }] }],
  ['staffing: a group of levels', staffing, () => choose('At level', '1-12'), { level: '1-12' }],
];

const policyWith = (rule: object, part: Partial<Policy> = {}) => policyOf({ ...part, sources: [source('LCFF', 'unlocked', [OTHER, rule as Rule]), source('LOCAL', 'unlocked', [OTHER])] });

const EVERY = [CASES.map((one) => ({ one, part: {} })), GROUPED.map((one) => ({ one, part: GROUPS }))].flat();

it.each(EVERY)('$one.0', ({ one: [, start, does, changed], part }) => {
  const ground = showEditors(policyWith(start, part), (editing, policy) => (
    <RuleCard
      editing={editing}
      sourceId="LCFF"
      isGrant={false}
      rule={policy.sources[0]?.rules[1] ?? OTHER}
      place={1}
      ruleCount={2}
      outcome={undefined}
      problems={new Map()}
    />
  ));
  does();
  expect(ground.policy()).toEqual(policyWith({ ...start, ...changed }, part));
});
