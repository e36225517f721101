import { expect, it } from 'vitest';
import { moreAtTheTop, perPupil, perPupilToday } from './decile-dollars';

const decile = (place: number, dollars: Record<string, number>) => ({ decile: place, school_ids: [], pupil_count: 1, dollars_per_pupil: dollars, need_shares: {} });
const DECILES = [decile(1, { unrestricted: 8_000, restricted: 500, current: 9_000 }), decile(9, { unrestricted: 9_000, restricted: 700.25, current: 8_500 })];

it('adds restricted to unrestricted money, and compares the two ends', () => {
  expect(DECILES.map(perPupil)).toEqual([850_000, 970_025]);
  expect(moreAtTheTop(DECILES, perPupil)).toBe(120_025);
  expect(moreAtTheTop(DECILES, perPupilToday)).toBe(-50_000);
});

it('says nothing of today where a school has no current budget, and nothing of one decile alone', () => {
  const unknown = [decile(1, { unrestricted: 8_000, restricted: 500 }), decile(2, { unrestricted: 9_000, restricted: 0 })];
  expect(moreAtTheTop(unknown, perPupilToday)).toBeNull();
  expect(moreAtTheTop(DECILES.slice(0, 1), perPupil)).toBeNull();
  expect(moreAtTheTop([], perPupil)).toBeNull();
});
