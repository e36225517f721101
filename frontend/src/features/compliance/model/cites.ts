import type { TitleOneSettings } from '@lib/api-types';

/** Where the law speaks of each decision of the year. Numbers of the law come with their cite from the server. */
export const TITLE_ONE_CITES = {
  source_id: 'ESEA 1113(c)(1); 20 U.S.C. 6313(c)(1)',
  allocation_cents: 'ESEA 1113(c)(1); 20 U.S.C. 6313(c)(1)',
  carryover_cents: 'ESEA 1127(a); 20 U.S.C. 6339(a)',
  carryover_of_cents: 'ESEA 1127(a); 20 U.S.C. 6339(a)',
  carryover_waiver: 'ESEA 1127(b); 20 U.S.C. 6339(b)',
  poverty_measure: 'ESEA 1113(a)(5); 20 U.S.C. 6313(a)(5)',
  poverty_counts: 'ESEA 1113(a)(5); 34 CFR 200.78(a)(2)',
  combine_counts: 'ESEA 1113(a)(5); 20 U.S.C. 6313(a)(5)',
  children_count: 'ESEA 1113(a)(2); 20 U.S.C. 6313(a)(2)',
  community_eligibility_flag: '42 U.S.C. 1759a(a)(1)(F)',
  community_eligibility_count: '42 U.S.C. 1759a(a)(1)(F)',
  private_count: 'ESEA 1117(a)(4); 34 CFR 200.64(a)',
  private_total: 'ESEA 1117(a)(4); 34 CFR 200.64(a)',
  grouping: 'ESEA 1113(a)(4); 20 U.S.C. 6313(a)(4)',
  spans_served: 'ESEA 1113(a)(4); 20 U.S.C. 6313(a)(4)',
  eligibility_average: 'ESEA 1113(a)(2); 20 U.S.C. 6313(a)(2)',
  thirty_five_rule: 'ESEA 1113(b)(1)(A); 20 U.S.C. 6313(b)(1)(A)',
  previously_served_flag: 'ESEA 1113(b)(1)(C); 20 U.S.C. 6313(b)(1)(C)',
  high_school_span: 'ESEA 1113(a)(3)(B); 20 U.S.C. 6313(a)(3)(B)',
  homeless_cents: 'ESEA 1113(c)(3)(A)(i); 34 CFR 200.77',
  neglected_cents: 'ESEA 1113(c)(3)(A)(ii), (iii); 34 CFR 200.77',
  parent_engagement_cents: 'ESEA 1116(a)(3)(A); 20 U.S.C. 6318(a)(3)(A)',
  parent_engagement_to_schools_cents: 'ESEA 1116(a)(3)(C); 20 U.S.C. 6318(a)(3)(C)',
  administration_cents: '34 CFR 200.77',
  other_reservations: '34 CFR 200.77',
  gradient: '34 CFR 200.78(c)',
  skipped: 'ESEA 1113(b)(1)(D); 20 U.S.C. 6313(b)(1)(D)',
  schoolwide_schools: 'ESEA 1114(a)(1)(A); 34 CFR 200.25(b)',
  schoolwide_waivers: 'ESEA 1114(a)(1)(B); 20 U.S.C. 6314(a)(1)(B)',
} as const satisfies Partial<Record<keyof TitleOneSettings, string>>;

export type CitedSetting = keyof typeof TITLE_ONE_CITES;

export const COMPARABLE = 'ESEA 1118(c); 20 U.S.C. 6321(c)';
export const LONGEVITY = 'ESEA 1118(c)(2)(B); 20 U.S.C. 6321(c)(2)(B)';
export const SUPPLEMENT = 'ESEA 1118(b); 20 U.S.C. 6321(b)';
export const PROPORTION = 'Cal. Educ. Code 42238.07; 5 CCR 15496(a)';
export const SPENDING = 'ESEA 1111(h)(1)(C)(x); 20 U.S.C. 6311(h)(1)(C)(x)';
