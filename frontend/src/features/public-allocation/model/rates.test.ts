import { expect, test } from 'vitest';
import { perPupilCents, rateRows } from './rates';

const row = (level: string, need_category: string, rate_dollars: string) => ({ source_id: null, level, need_category, rate_dollars, weight: null, weight_own_level: null });

test('rates stand by level, and a need that adds nothing anywhere is left out', () => {
  const rows = rateRows({
    need_names: { poverty: 'Poverty', gifted: 'Gifted' },
    matrix: [row('elementary', 'all', '5000.00'), row('elementary', 'poverty', '1000.00'), row('elementary', 'gifted', '0.00'), row('high', 'all', '6000.00')],
  });
  expect(rows).toEqual([
    { level: 'elementary', base: 5000, needs: [{ need: 'poverty', dollars: 1000 }] },
    { level: 'high', base: 6000, needs: [{ need: 'poverty', dollars: null }] },
  ]);
});

test('there are no dollars for one pupil where the count is hidden', () => {
  expect(perPupilCents(1_000, '10.00')).toBe(100);
  expect(perPupilCents(1_000, null)).toBeNull();
  expect(perPupilCents(1_000, '0.00')).toBeNull();
});
