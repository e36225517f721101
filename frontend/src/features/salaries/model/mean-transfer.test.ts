import type { SchoolSalaries } from '@lib/api-types';
import { describe, expect, it } from 'vitest';
import { meanTransfer } from './mean-transfer';

const school = (school_id: string, need_share_bp: number, pupils: string, transfer_cents: number) => ({ school_id, need_share_bp, pupils, transfer_cents }) as SchoolSalaries;

describe('the mean transfer by need', () => {
  it('weighs schools by their pupils, the half with more need first', () => {
    const schools = [school('A', 9_000, '100', 30_000), school('B', 2_000, '500', -50_000), school('C', 8_000, '300', 10_000), school('D', 1_000, '100', 10_000)];
    expect(meanTransfer(schools)).toEqual({ highNeedCents: 100, lowNeedCents: -67 });
  });

  it('says nothing of fewer than four schools', () => {
    expect(meanTransfer([])).toBeNull();
  });
});
