import { expect, it } from 'vitest';
import { newRule } from './new-rule';

const needs = ['poverty'];
const begun = (measures: readonly string[], units: NonNullable<Parameters<typeof newRule>[3]>['units']) => newRule('formula', 'own', '', { measures, needs, units });

it('begins a formula with a measure that says dollars, whichever was computed first', () => {
  const measures = ['small', 'each', 'whole', 'fte'];
  expect(begun(measures, { small: 'pupils', each: 'dollars_per_pupil', whole: 'dollars' })).toMatchObject({ measure: 'whole', per: 'school' });
  expect(begun(measures, { small: 'pupils', each: 'dollars_per_pupil', whole: 'ratio' })).toMatchObject({ measure: 'each', per: 'pupil' });
});

it('begins with a measure of the data where no computed one fits, since those have no unit of their own', () => {
  expect(begun(['small', 'fte'], { small: 'pupils' })).toMatchObject({ measure: 'fte', per: 'school' });
});
