import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { CountBasis } from '@lib/api-types';

/** When and how pupils were counted, in words. */
export const BASIS_NAMES: Record<CountBasis, MessageDescriptor> = {
  projected: msg`Projected`,
  census_day: msg`Census day`,
  enrolled: msg`Enrolled`,
  ada_p1: msg`Average daily attendance, first period`,
  ada_p2: msg`Average daily attendance, second period`,
  ada_annual: msg`Average daily attendance, whole year`,
  higher_of_years: msg`Higher of several counts`,
};
