import { expect, it } from 'vitest';
import type { Cell } from './weight-grid';
import { addStep, freeYears, takeSteps, withSteps } from './weight-steps';

const PLAIN: Cell = { level: '*', need_category: 'poverty', value: '0.1' };
const STEPPED: Cell = { ...PLAIN, steps: [{ fiscal_year: 2030, value: '0.3' }, { fiscal_year: 2028, value: '0.2' }] };

it('puts steps in the order of their years, and leaves none where there are none', () => {
  expect(withSteps(PLAIN, STEPPED.steps ?? []).steps?.map((step) => step.fiscal_year)).toEqual([2028, 2030]);
  expect(withSteps(STEPPED, [])).toEqual(PLAIN);
});

it('adds the year after the last, and never one that is past', () => {
  expect(addStep(PLAIN, 2027).steps).toEqual([{ fiscal_year: 2028, value: '0.1' }]);
  expect(addStep(STEPPED, 2027).steps?.at(-1)).toEqual({ fiscal_year: 2031, value: '0.3' });
  expect(addStep(STEPPED, 2035).steps?.at(-1)?.fiscal_year).toBe(2036);
});

it('offers no year twice', () => {
  const [late] = STEPPED.steps ?? [];
  expect(freeYears(STEPPED, late ?? null, 2027).slice(0, 4)).toEqual([2027, 2029, 2030, 2031]);
  expect(Math.max(...freeYears(PLAIN, null, 2099))).toBe(2100);
});

it('changes the edited weights only', () => {
  const other: Cell = { level: 'high', need_category: 'all', value: '1' };
  expect(takeSteps([other, PLAIN], [STEPPED, { ...STEPPED, level: 'gone' }])).toEqual([other, STEPPED]);
});
