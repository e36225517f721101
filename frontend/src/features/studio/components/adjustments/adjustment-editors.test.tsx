import type { Adjustment, Payer } from '@lib/api-types';
import { expect, it } from 'vitest';
import { AdjustmentsCard } from '../adjustments-card';
import { choose, find, pick, policyOf, press, showEditors, tick, type, unfold } from '../policy-ground';

const OTHER: Adjustment = { kind: 'collar', adjustment_id: 'other', label: 'Other', max_loss_bp: 500, max_gain_bp: 900, source_ids: ['LOCAL'], moving_source_ids: ['LOCAL'] };
const PAYER = { kind: 'gainers', gain: 'above_current', source_ids: ['LOCAL'] } satisfies Payer;
const STEPS = [
  { fiscal_year: 2028, percent_bp: 9_000 },
  { fiscal_year: 2031, percent_bp: 8_000 },
];

const hold = { kind: 'hold_harmless', adjustment_id: 'a', label: '', percent_bp: 9_500, basis: 'total', phase_out: null, payer: PAYER } satisfies Adjustment;
const minimum = {
  kind: 'minimum_operational_budget',
  adjustment_id: 'a',
  label: '',
  per_pupil: [{ level: 'elementary', amount_cents: 300_000 }, { level: '*', amount_cents: 250_000 }],
  per_school: [{ school_id: '101', amount_cents: 70_000_000 }],
  equal_to_current: false,
  payer: PAYER,
} satisfies Adjustment;
const collar = { kind: 'collar', adjustment_id: 'a', label: '', max_loss_bp: 1_500, max_gain_bp: null } satisfies Adjustment;
const phaseIn = { kind: 'phase_in', adjustment_id: 'a', label: '', steps: [{ fiscal_year: 2028, percent_bp: 6_000 }, { fiscal_year: 2027, percent_bp: 3_000 }] } satisfies Adjustment;
const trigger = { kind: 'trigger', adjustment_id: 'a', label: '', revenue_cents: 1_000, until: 'current_budgets', need_categories: [] } satisfies Adjustment;
const recount = {
  kind: 'recount',
  adjustment_id: 'a',
  label: '',
  published: [{ school_id: '101', amount_cents: 5_000 }],
  published_run: 'Adopted in June',
  direction: 'up_only',
  percent_bp: 10_000,
  payer: { kind: 'gainers' },
} satisfies Adjustment;

const more = () => unfold(/^More settings/, 'Name');

type Case = [what: string, start: unknown, does: () => unknown, changed: object];

const CASES: Case[] = [
  ['hold harmless: its percentage, even steps begin with it', { ...hold, phase_out: [{ fiscal_year: 2027, percent_bp: 9_500 }, { fiscal_year: 2028, percent_bp: 0 }] }, () => type('Keeps at least', '90'), { percent_bp: 9_000, phase_out: [{ fiscal_year: 2027, percent_bp: 9_000 }, { fiscal_year: 2028, percent_bp: 0 }] }],
  ['hold harmless: its percentage, and steps of somebody’s own stay', { ...hold, phase_out: STEPS }, () => type('Keeps at least', '90'), { percent_bp: 9_000, phase_out: STEPS }],
  ['hold harmless: a hand-made end at nothing stays too', { ...hold, phase_out: [...STEPS, { fiscal_year: 2032, percent_bp: 0 }] }, () => type('Keeps at least', '91'), { percent_bp: 9_100, phase_out: [...STEPS, { fiscal_year: 2032, percent_bp: 0 }] }],
  ['hold harmless: years of an even phase-out', hold, () => type('Years to phase out', '2'), { phase_out: [{ fiscal_year: 2027, percent_bp: 9_500 }, { fiscal_year: 2028, percent_bp: 4_750 }, { fiscal_year: 2029, percent_bp: 0 }] }],
  ['hold harmless: one step’s percentage', { ...hold, phase_out: STEPS }, () => type('Percentage', '85.25', { in: 'From 2030–31' }), { phase_out: [STEPS[0], { fiscal_year: 2031, percent_bp: 8_525 }] }],
  ['hold harmless: one step’s year, and they come into order', { ...hold, phase_out: STEPS }, () => choose('From the year', '2031–32', { in: 'From 2027–28' }), { phase_out: [STEPS[1], { fiscal_year: 2032, percent_bp: 9_000 }] }],
  ['hold harmless: another year', { ...hold, phase_out: STEPS }, () => press('Add a year'), { phase_out: [...STEPS, { fiscal_year: 2032, percent_bp: 0 }] }],
  ['hold harmless: a year less', { ...hold, phase_out: STEPS }, () => press('Remove the year 2027–28'), { phase_out: [STEPS[1]] }],
  ['hold harmless: the last year less', { ...hold, phase_out: [STEPS[0]] }, () => press('Remove the year 2027–28'), { phase_out: null }],
  ['hold harmless: year by year', hold, () => press('Set it year by year'), { phase_out: [{ fiscal_year: 2027, percent_bp: 9_500 }] }],
  ['hold harmless: basis', hold, () => pick('per pupil'), { basis: 'per_pupil' }],
  ['hold harmless: who pays', hold, () => choose('Who pays', 'what a source leaves'), { payer: { kind: 'reserve', source_id: 'LCFF' } }],
  ['hold harmless: whose reserve, and what was set aside stays', { ...hold, payer: { kind: 'reserve', source_id: 'LCFF', amount_cents: 700 } }, () => choose('Source', 'LOCAL'), { payer: { kind: 'reserve', source_id: 'LOCAL', amount_cents: 700 } }],
  ['hold harmless: what is set aside', { ...hold, payer: { kind: 'reserve', source_id: 'LCFF' } }, () => type('Set aside for it first', '1,000.50'), { payer: { kind: 'reserve', source_id: 'LCFF', amount_cents: 100_050 } }],
  ['hold harmless: name', hold, async () => { await more(); type('Name', 'The promise'); }, { label: 'The promise' }],
  ['hold harmless: what a gain is', hold, async () => { await more(); pick('above their floor'); }, { payer: { ...PAYER, gain: 'above_floor' } }],
  ['hold harmless: all money may be given', hold, async () => { await more(); tick('All unrestricted money that is shared by formula'); }, { payer: { ...PAYER, source_ids: null } }],
  ['hold harmless: more money may be given', hold, async () => { await more(); tick('LCFF', { in: 'Which money they give' }); }, { payer: { ...PAYER, source_ids: ['LOCAL', 'LCFF'] } }],
  ['hold harmless: compared sources', hold, async () => { await more(); tick('Every source'); }, { source_ids: ['LCFF'] }],
  ['hold harmless: last year’s pupils', { ...hold, basis: 'per_pupil' }, async () => { await more(); choose('Last year’s pupils', 'last year'); }, { prior_pupils_measure: 'last_year' }],
  ['minimum: the current budget too', minimum, () => tick('The current budget is the minimum'), { equal_to_current: true }],
  ['minimum: no longer the current budget', { ...minimum, per_pupil: null, per_school: null, equal_to_current: true }, () => tick('The current budget is the minimum'), { equal_to_current: false, per_pupil: [{ level: 'elementary', amount_cents: 300_000 }, { level: 'high', amount_cents: 300_000 }] }],
  ['minimum: a measure of dollars', minimum, () => choose('A measure of dollars is the minimum', 'last year'), { measure: 'last_year' }],
  ['minimum: no longer a measure', { ...minimum, per_pupil: null, per_school: null, measure: 'last_year' }, () => choose('A measure of dollars is the minimum', 'None'), { measure: null, per_pupil: [{ level: 'elementary', amount_cents: 300_000 }, { level: 'high', amount_cents: 300_000 }] }],
  ['minimum: of a level in its place', minimum, () => type('Per pupil, elementary', '3100'), { per_pupil: [{ level: 'elementary', amount_cents: 310_000 }, { level: '*', amount_cents: 250_000 }] }],
  ['minimum: of another level', minimum, () => type('Per pupil, high', '4000'), { per_pupil: [...minimum.per_pupil, { level: 'high', amount_cents: 400_000 }] }],
  ['minimum: of all other levels', minimum, () => type('Per pupil, every other level', ''), { per_pupil: [minimum.per_pupil[0]] }],
  ['minimum: of a school', minimum, async () => { await unfold(/has a minimum of its own/, 'Acorn'); type('Acorn', '800,000'); }, { per_school: [{ school_id: '101', amount_cents: 80_000_000 }] }],
  ['minimum: of another school', minimum, async () => { await unfold(/has a minimum of its own/, 'Acorn'); find('School', 'Birch'); press('Add'); }, { per_school: [...minimum.per_school, { school_id: '102', amount_cents: 0 }] }],
  ['minimum: of no school', minimum, async () => { await unfold(/has a minimum of its own/, 'Acorn'); press('Remove the minimum of Acorn'); }, { per_school: null }],
  ['minimum: who pays', minimum, () => choose('Who pays', 'a source’s central share'), { payer: { kind: 'central_share', source_id: 'LCFF' } }],
  ['minimum: compared sources', { ...minimum, source_ids: ['LCFF', 'LOCAL'] }, async () => { await more(); tick('LCFF', { in: 'Which money is compared' }); }, { source_ids: ['LOCAL'] }],
  ['collar: most loss', collar, () => type('Loses at most', '12.5'), { max_loss_bp: 1_250 }],
  ['collar: most gain', collar, () => type('Gains at most', '10'), { max_gain_bp: 1_000 }],
  ['collar: no gain limit', { ...collar, max_gain_bp: 800 }, () => type('Gains at most', ''), { max_gain_bp: null }],
  ['collar: money that moves', collar, async () => { await more(); tick('All unrestricted money that is shared by formula'); }, { moving_source_ids: ['LCFF'] }],
  ['collar: compared sources', collar, async () => { await more(); tick('Every source'); }, { source_ids: ['LCFF'] }],
  ['phase-in: a year’s percentage', phaseIn, () => type('Percentage', '40', { in: 'From 2026–27' }), { steps: [{ fiscal_year: 2027, percent_bp: 4_000 }, { fiscal_year: 2028, percent_bp: 6_000 }] }],
  ['phase-in: a year’s year', phaseIn, () => choose('From the year', '2028–29', { in: 'From 2027–28' }), { steps: [{ fiscal_year: 2027, percent_bp: 3_000 }, { fiscal_year: 2029, percent_bp: 6_000 }] }],
  ['phase-in: another year', phaseIn, () => press('Add a year'), { steps: [{ fiscal_year: 2027, percent_bp: 3_000 }, { fiscal_year: 2028, percent_bp: 6_000 }, { fiscal_year: 2029, percent_bp: 10_000 }] }],
  ['phase-in: a year less', phaseIn, () => press('Remove the year 2027–28'), { steps: [{ fiscal_year: 2027, percent_bp: 3_000 }] }],
  ['phase-in: money that moves', { ...phaseIn, moving_source_ids: ['LOCAL'] }, async () => { await more(); tick('All unrestricted money that is shared by formula'); }, { moving_source_ids: null }],
  ['trigger: revenue', trigger, () => type('The formula is paid once revenue reaches', '12,000,000'), { revenue_cents: 1_200_000_000 }],
  ['trigger: until then, without weights', trigger, () => pick('the formula without some weights'), { until: 'without_weights', need_categories: ['poverty', 'english_learner'] }],
  ['trigger: until then, as now', { ...trigger, until: 'without_weights', need_categories: ['poverty'] }, () => pick(/what they have now/), { until: 'current_budgets', need_categories: [] }],
  ['trigger: weights that wait', { ...trigger, until: 'without_weights', need_categories: ['poverty'] }, () => tick('english_learner'), { need_categories: ['poverty', 'english_learner'] }],
  ['trigger: revenue counted', trigger, async () => { await more(); tick('All unrestricted revenue'); tick('IDEA', { in: 'Which revenue is counted' }); }, { revenue_source_ids: ['LCFF', 'IDEA'] }],
  ['trigger: money that moves', trigger, async () => { await more(); tick('All unrestricted money that is shared by formula'); }, { moving_source_ids: ['LCFF'] }],
  ['trigger: where weights wait', { ...trigger, until: 'without_weights', need_categories: ['poverty'], moving_source_ids: ['LOCAL'] }, async () => { await more(); tick('Every source', { in: 'Where the weights wait' }); }, { source_ids: ['LCFF'] }],
  ['recount: direction', recount, () => pick('rise and fall'), { direction: 'both' }],
  ['recount: part', recount, () => type('Part that counts', '50'), { percent_bp: 5_000 }],
  ['recount: cap in percent', recount, () => type('Changes at most, in percent', '3'), { cap_bp: 300 }],
  ['recount: cap in dollars', recount, () => type('Changes at most, in dollars', '2,500'), { cap_cents: 250_000 }],
  ['recount: who pays', recount, () => choose('Who pays', 'what a source leaves'), { payer: { kind: 'reserve', source_id: 'LCFF' } }],
  ['recount: money that moves', recount, async () => { await more(); tick('All unrestricted money that is shared by formula'); }, { moving_source_ids: ['LCFF'] }],
];

it.each(CASES)('%s', async (_, start, does, changed) => {
  const before = policyOf({ adjustments: [start as Adjustment, OTHER] });
  const ground = showEditors(before, (editing, policy) => (
    <AdjustmentsCard editing={editing} adjustments={policy.adjustments.filter((one) => one.adjustment_id !== OTHER.adjustment_id)} result={undefined} faults={[]} />
  ));
  await does();
  expect(ground.policy()).toEqual({ ...before, adjustments: [{ ...(start as object), ...changed }, OTHER] });
});
