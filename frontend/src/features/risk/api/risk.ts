import { api } from '@lib/api';
import type { Scenario } from '@lib/api-types';
import { queryOptions } from '@tanstack/react-query';

export type Reserve = { confidence_bp: number; up_only_cents: number; net_cents: number };

/** What the next count may mean; columns over the schools, bands in the order of `bands_bp`. */
export type RiskResult = {
  scenario_version: number;
  fiscal_year: number;
  seed: number;
  years: number[];
  by_grade: boolean;
  draws: number;
  infeasible_draws: number;
  mean_miss_bp: number;
  district_miss_bp: number;
  bands_bp: number[];
  district: { pupils: number; pupil_bands: number[]; planned_cents: number };
  reserve: Reserve & { at: Reserve[]; histogram: { edges_cents: number[]; counts: number[] } };
  school_ids: string[];
  school_names: string[];
  pupils: number[];
  pupil_bands: number[][];
  planned_cents: number[];
  budget_bands_cents: number[][];
  falling_bp: number[];
};

export type RiskParameters = { scenario_id: string; draws: number; seed: number; confidence_bp: number };

export const riskScenarioQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['allocation', 'risk-scenario', scenarioId],
    queryFn: ({ signal }) => api.get<Scenario>(`/allocation/v1/scenarios/${scenarioId}`, { signal }),
  });
