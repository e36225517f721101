import { describe, expect, it } from 'vitest';
import type { Mapping } from '../api/library';
import { dividedBp, isWhole, needOf, shareOf, withNeed, withShare } from './mapping';

const MAPPING: Mapping = {
  levels: [{ level: 'elementary', bands: [{ band: 'k5', share_bp: 10_000 }] }],
  groups: [{ group: 'low', needs: [{ need_category: 'special_education', share_bp: 10_000 }] }],
  measures: [],
};

describe('the words of a formula', () => {
  it('are read by one need category or by nobody', () => {
    expect(needOf(MAPPING, 'low')).toEqual({ needCategory: 'special_education', shareBp: 10_000 });
    expect(needOf(MAPPING, 'autism')).toBeNull();
    expect(needOf(withNeed(MAPPING, 'low', null), 'low')).toBeNull();
    const changed = withNeed(MAPPING, 'autism', { needCategory: 'special_education', shareBp: 800 });
    expect(needOf(changed, 'autism')?.shareBp).toBe(800);
    expect(needOf(changed, 'low')?.shareBp).toBe(10_000);
  });

  it('divide a level wholly or not at all', () => {
    expect(isWhole(MAPPING)).toBe(true);
    const parted = withShare(withShare(MAPPING, 'elementary', 'k5', 6_000), 'elementary', 'g6_8', 3_000);
    expect(shareOf(parted, 'elementary', 'g6_8')).toBe(3_000);
    expect(dividedBp(parted, 'elementary')).toBe(9_000);
    expect(isWhole(parted)).toBe(false);
    expect(isWhole(withShare(parted, 'elementary', 'k5', 7_000))).toBe(true);
    expect(withShare(MAPPING, 'elementary', 'k5', 0).levels[0]?.bands).toEqual([]);
  });
});
