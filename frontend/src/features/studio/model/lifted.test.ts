import type { AllocationResult } from '@lib/api-types';
import { expect, it } from 'vitest';
import { liftOf } from './lifted';

const component = (component_id: string, amounts_cents: number[]) => ({ component_id, source_id: 'A', kind: 'hold_harmless', label: '', amounts_cents });
const result = {
  school_ids: ['S1', 'S2', 'S3'],
  school_names: ['Lincoln', 'Lincoln', 'Oak'],
  components: [component('hh/top_up', [100, 0, 0]), component('hh/top_up/B', [50, 200, 0]), component('hh/reduction', [0, 0, -350]), component('base', [9, 9, 9])],
} as unknown as AllocationResult;

it('sums what each school gets and gives, keeping schools of one name apart', () => {
  expect(liftOf(result, 'hh')).toEqual({
    costCents: 350,
    schools: [
      { schoolId: 'S2', name: 'Lincoln', cents: 200 },
      { schoolId: 'S1', name: 'Lincoln', cents: 150 },
    ],
    payers: [{ schoolId: 'S3', name: 'Oak', cents: 350 }],
  });
});
