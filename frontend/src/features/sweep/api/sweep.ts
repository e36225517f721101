import { api } from '@lib/api';
import type { Policy, Scenario } from '@lib/api-types';
import { queryOptions, useMutation } from '@tanstack/react-query';

export type SettingUnit = 'weight' | 'dollars' | 'cents' | 'basis_points';

/** Settings of a policy that vary together, with what they share. */
export type SettingGroup = {
  kind: string;
  unit: SettingUnit;
  step: string;
  label: string;
  source_id: string | null;
  rule_id: string | null;
  adjustment_id: string | null;
  level: string | null;
  need_category: string | null;
  settings: { setting: string; path: (string | number)[]; today: string }[];
};

export type SweepChoice = SettingGroup & { today: string | null; low: string; high: string };

export type MeasureName =
  | 'to_schools_cents'
  | 'slope_dollars'
  | 'implied_weight'
  | 'exposure_gap_dollars'
  | 'cv'
  | 'need_adjusted_cv'
  | 'gaining'
  | 'losing'
  | 'worst_loss_bp'
  | 'top_up_cents'
  | 'held_harmless'
  | 'school_control_bp';

export type SweptRange = SettingGroup & { low: string; high: string; values: number[] };

/** What came of a sweep: one entry of every column a variation; the first is the policy as it is. */
export type SweepResult = {
  scenario_version: number;
  policy: Policy;
  method: 'grid' | 'random';
  seed: number;
  need_category: string | null;
  school_count: number;
  compared_count: number;
  ranges: SweptRange[];
  measures: Record<MeasureName, (number | null)[]>;
  feasible: (0 | 1)[];
  exact_count: number;
  slow_because: string;
};

export type SweepParameters = {
  scenario_id: string;
  ranges: { settings: string[]; low: string; high: string }[];
  method: 'grid' | 'random';
  count: number;
  seed: number;
};

export const choicesQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['allocation', 'sweep-choices', scenarioId],
    queryFn: ({ signal }) =>
      api.get<{ scenario_version: number; items: SweepChoice[] }>(`/allocation/v1/scenarios/${scenarioId}/sweep-choices`, { signal }),
  });

export const sweptScenarioQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['allocation', 'swept-scenario', scenarioId],
    queryFn: ({ signal }) => api.get<Scenario>(`/allocation/v1/scenarios/${scenarioId}`, { signal }),
  });

/** Opens one variation as a scenario of its own. */
export function useOpenVariation() {
  return useMutation({
    mutationFn: (start: Pick<Scenario, 'name' | 'fiscal_year' | 'data_versions'> & { policy: Policy }) => api.post<Scenario>('/allocation/v1/scenarios', start),
  });
}
