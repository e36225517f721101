import { expect, it } from 'vitest';
import { decilesByNeed } from './deciles';

const PUPILS = [100, 50, 0, 80, 40, 120, 60, 60, 90, 30, 70, 200].map(String);
const POVERTY = [1_000, 2_000, 5_000, 2_000, 3_000, 3_500, 4_000, 4_500, 6_000, 7_000, 8_000, 9_000];

it('groups schools as the statistics of the server do: ties together, nobody where there are no pupils', () => {
  const found = decilesByNeed({ pupil_counts: PUPILS, need_shares_bp: { poverty: POVERTY } });
  expect(found?.ofSchool).toEqual([1, 2, null, 2, 3, 4, 5, 6, 7, 7, 8, 9]);
  expect(found?.deciles.slice(5)).toEqual([
    { decile: 6, fromBp: 4_500, toBp: 4_500 },
    { decile: 7, fromBp: 6_000, toBp: 7_000 },
    { decile: 8, fromBp: 8_000, toBp: 8_000 },
    { decile: 9, fromBp: 9_000, toBp: 9_000 },
  ]);
});

it('takes the need that most pupils have where nobody counts poverty', () => {
  const few = POVERTY.map(() => 100);
  expect(decilesByNeed({ pupil_counts: PUPILS, need_shares_bp: { few, many: POVERTY } })?.need).toBe('many');
  expect(decilesByNeed({ pupil_counts: PUPILS, need_shares_bp: { many: POVERTY, poverty: few } })?.need).toBe('poverty');
});

it('makes no groups of fewer than ten schools with pupils, or without a need', () => {
  expect(decilesByNeed({ pupil_counts: PUPILS.slice(0, 10), need_shares_bp: { poverty: POVERTY.slice(0, 10) } })).toBeNull();
  expect(decilesByNeed({ pupil_counts: PUPILS, need_shares_bp: {} })).toBeNull();
});
