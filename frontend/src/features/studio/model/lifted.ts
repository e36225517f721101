import type { AllocationResult } from '@lib/api-types';

export type Lift = { costCents: number; schools: { name: string; cents: number }[]; payers: { name: string; cents: number }[] };

/** What an adjustment costs, whom it lifts and who pays, from its components in the result. */
export function liftOf(result: AllocationResult, adjustmentId: string): Lift {
  const lift: Lift = { costCents: 0, schools: [], payers: [] };
  for (const component of result.components) {
    if (!component.component_id.startsWith(`${adjustmentId}/`)) continue;
    for (const [index, cents] of component.amounts_cents.entries()) {
      const name = result.school_names[index] ?? result.school_ids[index] ?? '';
      if (cents > 0) {
        lift.costCents += cents;
        add(lift.schools, name, cents);
      } else if (cents < 0) add(lift.payers, name, -cents);
    }
  }
  lift.schools.sort((one, other) => other.cents - one.cents);
  lift.payers.sort((one, other) => other.cents - one.cents);
  return lift;
}

function add(list: { name: string; cents: number }[], name: string, cents: number): void {
  const known = list.find((one) => one.name === name);
  if (known === undefined) list.push({ name, cents });
  else known.cents += cents;
}
