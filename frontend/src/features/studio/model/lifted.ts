import type { AllocationFigures } from '@lib/api-types';

export type LiftedSchool = { schoolId: string; name: string; cents: number };
export type Lift = { costCents: number; schools: LiftedSchool[]; payers: LiftedSchool[] };

/** What an adjustment costs, whom it lifts and who pays: of all sources together, as a result with figures only tells it. */
export function liftOf(result: AllocationFigures, adjustmentId: string): Lift {
  const schools = largestFirst(result, amountsOf(result, adjustmentId, 'top_up'));
  return {
    costCents: schools.reduce((sum, school) => sum + school.cents, 0),
    schools,
    payers: largestFirst(result, amountsOf(result, adjustmentId, 'reduction')),
  };
}

/** A rule may be called as an adjustment's part is; the kind tells them apart. */
const amountsOf = (result: AllocationFigures, adjustmentId: string, kind: 'top_up' | 'reduction'): readonly number[] =>
  result.components.find((component) => component.kind === kind && component.component_id === `${adjustmentId}/${kind}`)?.amounts_cents ?? [];

const largestFirst = (result: AllocationFigures, amounts: readonly number[]): LiftedSchool[] =>
  amounts
    .flatMap((cents, index) => {
      const schoolId = result.school_ids[index] ?? '';
      return cents === 0 ? [] : [{ schoolId, name: result.school_names[index] ?? schoolId, cents: Math.abs(cents) }];
    })
    .toSorted((one, other) => other.cents - one.cents);
