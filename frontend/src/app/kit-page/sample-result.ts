import type { AllocationFigures } from '@lib/api-types';

type Source = AllocationFigures['sources'][number];

const SOURCE: Source = {
  source_id: 'lcff',
  name: 'LCFF base and supplemental',
  funder: 'state',
  restricted: false,
  control: 'school',
  distribution: 'unlocked',
  amount_cents: 62_000_000_000,
  locked_cents: 0,
  central_share_cents: 8_060_000_000,
  school_grant_cents: 120_000_000,
  formula_cents: 53_320_000_000,
  top_up_cents: 812_345_067,
  reduction_cents: 812_345_067,
  reserve_cents: 500_000_000,
  difference_cents: 0,
  school_count: 102,
  eligibility: [],
};
const TITLE_ONE: Source = {
  ...SOURCE,
  source_id: 'title-1',
  name: 'Title I, Part A',
  funder: 'federal',
  restricted: true,
  amount_cents: 1_240_000_000,
  central_share_cents: 124_000_000,
  school_grant_cents: 0,
  formula_cents: 1_115_999_900,
  top_up_cents: 0,
  reduction_cents: 0,
  reserve_cents: 0,
  difference_cents: 100,
  school_count: 41,
};

/** One source that adds up, and one that, as no engine of ours would leave it, does not. */
export const SAMPLE_RESULT: Pick<AllocationFigures, 'sources' | 'district'> = {
  sources: [SOURCE, TITLE_ONE],
  district: {
    amount_cents: 63_240_000_000,
    locked_cents: 0,
    central_share_cents: 8_184_000_000,
    to_schools_cents: 54_555_999_900,
    reserve_cents: 500_000_000,
    difference_cents: 100,
  },
};
