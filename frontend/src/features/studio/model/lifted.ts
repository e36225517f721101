import type { AllocationResult } from '@lib/api-types';

export type LiftedSchool = { schoolId: string; name: string; cents: number };
export type Lift = { costCents: number; schools: LiftedSchool[]; payers: LiftedSchool[] };

/** What an adjustment costs, whom it lifts and who pays, from its components in the result. */
export function liftOf(result: AllocationResult, adjustmentId: string): Lift {
  const given = new Map<number, number>();
  const taken = new Map<number, number>();
  for (const component of result.components) {
    if (!component.component_id.startsWith(`${adjustmentId}/`)) continue;
    // By place: pairs of a thousand schools, made at every result, are felt while a slider moves.
    for (let index = 0; index < component.amounts_cents.length; index += 1) {
      const cents = component.amounts_cents[index] ?? 0;
      if (cents > 0) given.set(index, (given.get(index) ?? 0) + cents);
      else if (cents < 0) taken.set(index, (taken.get(index) ?? 0) - cents);
    }
  }
  const schools = largestFirst(result, given);
  return { costCents: schools.reduce((sum, school) => sum + school.cents, 0), schools, payers: largestFirst(result, taken) };
}

const largestFirst = (result: AllocationResult, amounts: ReadonlyMap<number, number>): LiftedSchool[] =>
  [...amounts]
    .map(([index, cents]) => {
      const schoolId = result.school_ids[index] ?? '';
      return { schoolId, name: result.school_names[index] ?? schoolId, cents };
    })
    .toSorted((one, other) => other.cents - one.cents);
