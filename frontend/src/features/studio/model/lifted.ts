import type { AllocationResult } from '@lib/api-types';

export type LiftedSchool = { schoolId: string; name: string; cents: number };
export type Lift = { costCents: number; schools: LiftedSchool[]; payers: LiftedSchool[] };

/** What an adjustment costs, whom it lifts and who pays, from its components in the result. */
export function liftOf(result: AllocationResult, adjustmentId: string, label?: string): Lift {
  const given = new Map<number, number>();
  const taken = new Map<number, number>();
  for (const component of result.components) {
    if (!isOf(component, adjustmentId, label)) continue;
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

/**
 * Whether an adjustment wrote a component. Its id is `adjustment/kind`, or `adjustment/kind/source` where several
 * sources pay; ids may hold slashes themselves, so only the whole name tells `a` from `a/b`, and from a source `a`.
 */
function isOf({ component_id: id, kind, source_id: source, label }: AllocationResult['components'][number], adjustmentId: string, ownLabel?: string) {
  if (kind !== 'top_up' && kind !== 'reduction') return false;
  const [whole, bySource] = [`/${kind}`, `/${kind}/${source ?? ''}`];
  if (id !== adjustmentId + whole && id !== adjustmentId + bySource) return false;
  // Of a source `top_up`, `a/top_up/top_up` may be of `a` or of `a/top_up`: the title that it carries decides.
  const hasTwoReadings = id.endsWith(whole) && id.endsWith(bySource);
  return !hasTwoReadings || label === (ownLabel || adjustmentId);
}

const largestFirst = (result: AllocationResult, amounts: ReadonlyMap<number, number>): LiftedSchool[] =>
  [...amounts]
    .map(([index, cents]) => {
      const schoolId = result.school_ids[index] ?? '';
      return { schoolId, name: result.school_names[index] ?? schoolId, cents };
    })
    .toSorted((one, other) => other.cents - one.cents);
