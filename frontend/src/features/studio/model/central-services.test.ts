import type { CentralService, Policy, PolicySource } from '@lib/api-types';
import { expect, it } from 'vitest';
import { keptCents, letServicesDecide, setServices, sharedByServices } from './central-services';

const service = (name: string, amount_cents: number, mode: CentralService['mode'] = 'central'): CentralService => ({ name, amount_cents, mode });
const source = (more: Partial<PolicySource>): PolicySource => ({ source_id: 'A', distribution: 'unlocked', control: 'school', eligibility: { kind: 'all' }, rules: [], ...more });
const policy = (one: PolicySource) => ({ sources: [one] }) as unknown as Policy;

it('counts only what stays central', () => {
  expect(keptCents(source({ central_services: [service('Payroll', 100), service('IT', 50, 'sold')] }))).toBe(100);
  expect(keptCents(source({}))).toBe(0);
});

it('names what the services do not explain when they begin to decide', () => {
  const before = source({ central_share: { percent_bp: 2_000 }, central_services: [service('Payroll', 100)] });
  const [after] = letServicesDecide('A', 250, 'Other')(policy(before)).sources;
  expect(after?.central_share).toBeNull();
  expect(after?.central_services).toEqual([service('Payroll', 100), service('Other', 150)]);
  expect(after !== undefined && sharedByServices(after)).toBe(true);
  expect(sharedByServices(before)).toBe(false);
});

it('adds nothing where the services explain it all, and leaves other sources alone', () => {
  const before = source({ central_share: { amount_cents: 100 }, central_services: [service('Payroll', 100)] });
  expect(letServicesDecide('A', 100, 'Other')(policy(before)).sources[0]?.central_services).toHaveLength(1);
  expect(setServices('B', [])(policy(before))).toEqual(policy(before));
});
