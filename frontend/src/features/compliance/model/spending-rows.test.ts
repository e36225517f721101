import type { Compliance } from '@lib/api-types';
import { expect, it } from 'vitest';
import { besideEachOther, perPupilChange } from './spending-rows';

const school = (school_id: string, per_pupil_cents: number | null) => ({ school_id, name: school_id, per_pupil_cents });

it('sets the plan beside what was spent, and loses no school of either year', () => {
  const spending = { schools: [school('B', 900), school('A', 500)], actual: { schools: [school('A', 450), school('closed', 1)] } };
  const rows = besideEachOther(spending as unknown as Compliance['spending']);
  expect(rows.map((row) => [row.schoolId, row.planned !== null, row.actual !== null])).toEqual([
    ['B', true, false],
    ['A', true, true],
    ['closed', false, true],
  ]);
  expect(rows.map(perPupilChange)).toEqual([null, 50, null]);
  expect(besideEachOther({ schools: [school('A', null)], actual: null } as unknown as Compliance['spending'])).toHaveLength(1);
});
