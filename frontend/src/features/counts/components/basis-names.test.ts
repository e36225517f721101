import { setupI18n } from '@lingui/core';
import { expect, it } from 'vitest';
import { BASIS_NAMES, basisCalled, calledOf, STORED_NAMES } from './basis-names';

it('says the stored name of a basis in the words of the reader, and a name that somebody gave as it is', () => {
  const i18n = setupI18n({ locale: 'es', messages: { es: { [BASIS_NAMES.census_day.id]: 'Día del censo' } } });
  expect(basisCalled({ label: STORED_NAMES.census_day })).toBe('census_day');
  expect(calledOf({ label: STORED_NAMES.census_day }, i18n)).toBe('Día del censo');
  expect(calledOf({ label: 'Fall 2026' }, i18n)).toBe('Fall 2026');
  expect(calledOf({ label: '' }, i18n)).toBe('');
});
