import type { AllocationResult } from '@lib/api-types';
import { describe, expect, it } from 'vitest';
import { liftOf } from './lifted';

const resultOf = (...components: { component_id: string; kind: string; source_id?: string; label?: string; amounts_cents: number[] }[]) =>
  ({
    school_ids: ['S1', 'S2', 'S3'],
    school_names: ['Lincoln', 'Lincoln', 'Oak'],
    components: components.map(({ source_id = 'A', label = '', component_id, kind, amounts_cents }) => ({ source_id, label, component_id, kind, amounts_cents })),
  }) as unknown as AllocationResult;
const names = (result: AllocationResult, id: string, label?: string) => liftOf(result, id, label).schools.map((school) => school.schoolId);

it('sums what each school gets and gives, keeping schools of one name apart', () => {
  const result = resultOf(
    { component_id: 'A/base', kind: 'weighted_pool', amounts_cents: [9, 9, 9] },
    { component_id: 'hh/top_up/A', kind: 'top_up', amounts_cents: [100, 0, 0] },
    { component_id: 'hh/reduction/A', kind: 'reduction', amounts_cents: [0, 0, -100] },
    { component_id: 'hh/top_up/B', kind: 'top_up', source_id: 'B', amounts_cents: [50, 200, 0] },
    { component_id: 'hh/reduction/B', kind: 'reduction', source_id: 'B', amounts_cents: [0, 0, -250] },
  );
  expect(liftOf(result, 'hh')).toEqual({
    costCents: 350,
    schools: [
      { schoolId: 'S2', name: 'Lincoln', cents: 200 },
      { schoolId: 'S1', name: 'Lincoln', cents: 150 },
    ],
    payers: [{ schoolId: 'S3', name: 'Oak', cents: 350 }],
  });
});

describe('ids with slashes', () => {
  it('keeps the adjustment a apart from a/b', () => {
    const result = resultOf(
      { component_id: 'a/top_up', kind: 'top_up', amounts_cents: [7, 0, 0] },
      { component_id: 'a/b/top_up', kind: 'top_up', amounts_cents: [0, 5, 0] },
      { component_id: 'a/b/top_up/A', kind: 'top_up', amounts_cents: [0, 0, 3] },
    );
    expect(names(result, 'a')).toEqual(['S1']);
    expect(names(result, 'a/b')).toEqual(['S2', 'S3']);
  });

  it('keeps the adjustment a apart from the rules of a source a, also from one called top_up', () => {
    const result = resultOf(
      { component_id: 'a/base', kind: 'weighted_pool', source_id: 'a', amounts_cents: [1, 1, 1] },
      { component_id: 'a/top_up', kind: 'per_pupil', source_id: 'a', amounts_cents: [1, 1, 1] },
      { component_id: 'a/top_up', kind: 'top_up', source_id: 'a', amounts_cents: [0, 0, 4] },
    );
    expect(liftOf(result, 'a').costCents).toBe(4);
  });

  it('keeps a/top_up apart from a, whatever the source is called', () => {
    const result = resultOf(
      { component_id: 'a/top_up/B', kind: 'top_up', source_id: 'B', amounts_cents: [2, 0, 0] },
      { component_id: 'a/top_up/top_up', kind: 'top_up', source_id: 'B', amounts_cents: [0, 2, 0] },
      { component_id: 'a/top_up/x/top_up', kind: 'top_up', source_id: 'x/top_up', label: 'a', amounts_cents: [0, 0, 2] },
    );
    expect(names(result, 'a')).toEqual(['S1', 'S3']);
    expect(names(result, 'a/top_up')).toEqual(['S2']);
  });

  it('lets the title decide where a name reads in two ways', () => {
    const result = resultOf(
      { component_id: 'a/top_up/top_up', kind: 'top_up', source_id: 'top_up', label: 'Floor', amounts_cents: [2, 0, 0] },
      { component_id: 'a/top_up/top_up', kind: 'top_up', source_id: 'top_up', label: 'a/top_up', amounts_cents: [0, 2, 0] },
    );
    expect(names(result, 'a', 'Floor')).toEqual(['S1']);
    expect(names(result, 'a/top_up', '')).toEqual(['S2']);
    expect(names(result, 'a/top_up')).toEqual(['S2']);
  });
});
