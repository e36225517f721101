import type { I18n, MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { CountBasis, CountVersion } from '@lib/api-types';

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

/** What a version is stored as that nobody gave a name: English, as everything that is stored. */
export const STORED_NAMES: Record<CountBasis, string> = {
  projected: 'Projected',
  census_day: 'Census day',
  enrolled: 'Enrolled',
  ada_p1: 'Average daily attendance, first period',
  ada_p2: 'Average daily attendance, second period',
  ada_annual: 'Average daily attendance, whole year',
  higher_of_years: 'Higher of several counts',
};

/** Whether a version is called only by a basis, its own or one that was said before. */
export const basisCalled = ({ label }: Pick<CountVersion, 'label'>): CountBasis | undefined => (Object.keys(STORED_NAMES) as CountBasis[]).find((basis) => STORED_NAMES[basis] === label);

/** What people call a version, in the reader's language where it is only the name of a basis. */
export function calledOf(version: Pick<CountVersion, 'label'>, i18n: I18n): string {
  const basis = basisCalled(version);
  return basis === undefined ? version.label : i18n._(BASIS_NAMES[basis]);
}
