import { formatDollarChange, formatDollars, formatShortDollars } from '@lib/money';
import { formatBp, formatDecimal, formatWhole } from '@lib/number-format';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { MeasureName } from '../api/sweep';

export type MeasureWords = {
  label: MessageDescriptor;
  meaning: MessageDescriptor;
  format: (value: number) => string;
  /** For an axis, where there is little room. */
  short: (value: number) => string;
};

const share = (value: number) => formatDecimal(value.toFixed(3));
const dollars = (value: number) => formatDollars(value * 100);

/** In the order people ask: who gets what, who loses, what it costs, who decides. */
export const MEASURES: Record<MeasureName, MeasureWords> = {
  slope_dollars: {
    label: msg`Dollars for every ten points of need`,
    meaning: msg`How many dollars per pupil a school has more for every ten points of poverty; weighted by pupils.`,
    format: dollars,
    short: dollars,
  },
  worst_loss_bp: {
    label: msg`Largest loss`,
    meaning: msg`What the school that loses most loses of its current budget.`,
    format: formatBp,
    short: formatBp,
  },
  losing: { label: msg`Schools losing`, meaning: msg`Schools that get less than their current budget.`, format: formatWhole, short: formatWhole },
  gaining: { label: msg`Schools gaining`, meaning: msg`Schools that get more than their current budget.`, format: formatWhole, short: formatWhole },
  top_up_cents: {
    label: msg`Cost of floors`,
    meaning: msg`What lifting schools to their floors costs.`,
    format: formatDollars,
    short: formatShortDollars,
  },
  held_harmless: { label: msg`Schools held harmless`, meaning: msg`Schools lifted to their share of the current budget.`, format: formatWhole, short: formatWhole },
  school_control_bp: {
    label: msg`Under school control`,
    meaning: msg`Unrestricted money that schools decide on.`,
    format: formatBp,
    short: formatBp,
  },
  exposure_gap_dollars: {
    label: msg`Exposure gap`,
    meaning: msg`Dollars per pupil at the school of the average pupil in need, less those of the average other pupil.`,
    format: (value) => formatDollarChange(value * 100),
    short: dollars,
  },
  implied_weight: { label: msg`Implied weight of need`, meaning: msg`The slope over what a school without need would have.`, format: share, short: share },
  need_adjusted_cv: {
    label: msg`Spread among equals`,
    meaning: msg`Coefficient of variation of dollars per need-weighted pupil; lower is more equal.`,
    format: share,
    short: share,
  },
  cv: { label: msg`Spread of dollars per pupil`, meaning: msg`Coefficient of variation; it rises when money follows need.`, format: share, short: share },
  to_schools_cents: { label: msg`Money to schools`, meaning: msg`All that reaches schools.`, format: formatDollars, short: formatShortDollars },
};

export const MEASURE_NAMES = Object.keys(MEASURES) as MeasureName[];
