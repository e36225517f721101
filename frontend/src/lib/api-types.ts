/** The JSON of the HTTP interface, field for field. Amounts are integer cents, shares basis points, counts decimal strings. */

export type Role =
  | 'superintendent'
  | 'budget_director'
  | 'budget_analyst'
  | 'board_member'
  | 'principal'
  | 'school_team_member'
  | 'council_member'
  | 'teacher_or_staff'
  | 'family_or_community'
  | 'survey_manager'
  | 'interviewer'
  | 'project_manager'
  | 'researcher'
  | 'district_it'
  | 'system_administrator';

export type Me = {
  user_id: string;
  username: string;
  display_name: string;
  roles: Role[];
  district_id: string;
  district_name: string;
  school_ids: string[];
  csrf_token: string;
  language: 'en' | 'es';
};

export type DemoAccount = {
  username: string;
  password: string;
  display_name: string;
  role: Role;
  school_id: string | null;
};

export type Page<T> = { items: T[]; next_page_token: string };

/* ---- district ---- */

export type DistrictSettings = {
  fiscal_year_start_month: number;
  levels: { level: string; name: string; grades: string[] }[];
  need_categories: { need_category: string; name: string; duplicated: boolean }[];
  current_fiscal_year: number;
};

export type SchoolListItem = {
  school_id: string;
  name: string;
  levels: string[];
  school_type: string;
  pupil_count: string;
};

/* ---- imports ---- */

export type ImportKind = 'schools' | 'counts' | 'measures' | 'revenue_sources' | 'current_budgets' | 'school_grants';

export type ImportItem = {
  file: string;
  row: number | null;
  column: string | null;
  value: string | null;
  code: string;
  message: string;
  remedy: string | null;
};

export type ImportColumn = {
  header: string;
  sample: string[];
  /** A canonical column, `ignore`, or for wide counts `count:<need category>`. */
  field: string;
  confidence_bp: number;
  reason: string;
};

export type ImportMapping = Record<string, unknown>;

export type ImportReport = {
  kind: ImportKind;
  file_name: string;
  sha256: string;
  row_count: number;
  accepted_count: number;
  columns: ImportColumn[];
  mapping: ImportMapping;
  errors: ImportItem[];
  warnings: ImportItem[];
  control_totals: { label: string; value: string | number }[];
  preview: Record<string, string | number | null>[];
};

export type StoredImport = { import_id: string; version: number; report: ImportReport };

/* ---- policy ---- */

export type Distribution = 'unlocked' | 'locked' | 'school_grant';
export type Control = 'school' | 'school_visible' | 'central';

export type EligibilityCondition = {
  subject: string;
  operator: '>=' | '>' | '<=' | '<' | '==' | '!=' | 'in';
  value: string | number | string[];
};

export type Eligibility =
  | { kind: 'all' }
  | { kind: 'list'; school_ids: string[] }
  | { kind: 'rule'; match: 'all' | 'any'; conditions: EligibilityCondition[] };

export type LevelNeedWeight = { level: string; need_category: string; weight: string };

type RuleBase = { rule_id: string; label: string; eligibility?: Eligibility | null };

type Combination = 'additive' | 'multiplicative';

export type PerPupilRule = RuleBase & {
  kind: 'per_pupil';
  rates?: { level: string; need_category: string; rate_dollars: string }[] | null;
  base_dollars?: string | null;
  weights?: LevelNeedWeight[] | null;
  /** `multiplicative`: a need's weight times the weight of `all` on the same level. */
  combine?: Combination;
};
/** A share of what fixed rules leave, or a fixed amount. */
type Pool = { pool_share_bp?: number; pool_amount_cents?: number | null };
export type WeightedPoolRule = RuleBase &
  Pool & { kind: 'weighted_pool'; weights: LevelNeedWeight[]; combine?: Combination };
export type SharesRule = RuleBase & Pool & {
  kind: 'shares';
  cells: { level: string; need_category: string; share_bp: number }[];
};
export type FoundationRule = RuleBase & {
  kind: 'foundation';
  amounts: {
    level: string | null;
    school_type: string | null;
    pupils_min: string | number | null;
    pupils_max: string | number | null;
    amount_cents: number;
  }[];
  match?: 'first' | 'sum' | 'highest';
};
export type ProportionalRule = RuleBase & Pool & { kind: 'proportional'; measure: string };
export type SchoolGrantRule = RuleBase & {
  kind: 'school_grant';
  grants: { school_id: string; amount_cents: number }[] | null;
};
export type Rule = PerPupilRule | WeightedPoolRule | SharesRule | FoundationRule | ProportionalRule | SchoolGrantRule;

export type Payer =
  | { kind: 'reserve'; source_id: string; amount_cents?: number | null }
  | { kind: 'central_share'; source_id: string }
  | { kind: 'gainers'; gain?: 'above_floor' | 'above_current'; source_ids?: string[] | null };

export type MinimumOperationalBudget = {
  kind: 'minimum_operational_budget';
  adjustment_id: string;
  label?: string;
  source_ids?: string[] | null;
  per_pupil?: { level: string; amount_cents: number }[] | null;
  per_school?: { school_id: string; amount_cents: number }[] | null;
  equal_to_current?: boolean;
  payer: Payer;
};
export type HoldHarmless = {
  kind: 'hold_harmless';
  adjustment_id: string;
  label?: string;
  source_ids?: string[] | null;
  percent_bp: number;
  basis: 'total' | 'per_pupil';
  phase_out?: { fiscal_year: number; percent_bp: number }[] | null;
  payer: Payer;
};
export type Adjustment = MinimumOperationalBudget | HoldHarmless;

export type PolicySource = {
  source_id: string;
  distribution: Distribution;
  control: Control;
  central_share?: { percent_bp: number } | { amount_cents: number } | null;
  central_services?: { name: string; mode: 'central' | 'devolved' | 'sold'; amount_cents: number }[];
  eligibility: Eligibility;
  flexibility?: {
    object_codes: string[];
    job_classes: string[];
    need_categories: string[];
    origin: 'district' | 'state' | 'federal' | null;
    status: 'kept' | 'relaxed' | 'waived' | null;
  } | null;
  rules: Rule[];
};

export type Policy = {
  schema_version: 1;
  name: string;
  fiscal_year: number;
  levels: string[];
  need_categories: string[];
  duplicated_categories?: string[];
  fiscal_year_start_month?: number;
  rounding_unit_cents: number;
  sources: PolicySource[];
  adjustments: Adjustment[];
};

/* ---- result: columnar, one entry per school in the order of school_ids ---- */

export type ResultComponent = {
  component_id: string;
  source_id: string | null;
  kind: string;
  label: string;
  amounts_cents: number[];
};

export type ResultSource = {
  source_id: string;
  name: string;
  funder: string;
  restricted: boolean;
  control: Control;
  distribution: Distribution;
  amount_cents: number;
  locked_cents: number;
  central_share_cents: number;
  school_grant_cents: number;
  formula_cents: number;
  top_up_cents: number;
  reduction_cents: number;
  reserve_cents: number;
  difference_cents: number;
  school_count: number;
  eligibility: (0 | 1)[];
};

export type MatrixCell = {
  source_id: string | null;
  level: string;
  need_category: string;
  rate_dollars: string;
  weight: string;
  weight_own_level: string;
};

export type Finding = {
  code: string;
  severity: 'info' | 'warning' | 'error';
  message: string;
  school_ids: string[];
};

export type AllocationResult = {
  schema_version: 1;
  engine_version: string;
  fiscal_year: number;
  policy_name: string;
  policy_hash: string;
  inputs_hash: string;
  result_hash: string;
  school_ids: string[];
  school_names: string[];
  school_levels: string[][];
  pupil_counts: string[];
  components: ResultComponent[];
  totals_cents: number[];
  formula_cents: number[];
  top_up_cents: number[];
  reduction_cents: number[];
  current_cents: (number | null)[];
  minimum_cents: (number | null)[];
  change_cents: (number | null)[];
  change_bp: (number | null)[];
  held_harmless: boolean[];
  need_shares_bp: Record<string, number[]>;
  school_control_bp: number;
  sources: ResultSource[];
  district: {
    amount_cents: number;
    locked_cents: number;
    central_share_cents: number;
    to_schools_cents: number;
    reserve_cents: number;
    difference_cents: number;
  };
  matrix: MatrixCell[];
  winners: { gaining: number; losing: number; unchanged: number };
  findings: Finding[];
};

export type ExplanationRow = {
  file: string;
  row: number;
  version: number | null;
  column: string | null;
  value: string | null;
};

export type Explanation = {
  label: string;
  value_cents?: number | null;
  value?: string | number | null;
  unit?: string | null;
  formula?: string | null;
  source_note?: string | null;
  children?: Explanation[];
  rows?: ExplanationRow[];
};

/* ---- scenarios and runs ---- */

export type Scenario = {
  scenario_id: string;
  name: string;
  fiscal_year: number;
  policy: Policy;
  note?: string | null;
  updated_at?: string;
  updated_by?: string;
};

export type AllocationRun = {
  run_id: string;
  fiscal_year: number;
  scenario_id: string;
  scenario_name: string;
  reason: string;
  published_at: string;
  published_by: string;
  result_hash: string;
  policy_hash: string;
  inputs_hash: string;
  total_cents: number;
  school_count: number;
  supersedes_run_id: string | null;
};

/* ---- planning ---- */

export type SchoolFunding = {
  school_id: string;
  school_name: string;
  fiscal_year: number;
  run_id: string;
  published_at: string;
  total_cents: number;
  pupil_count: string;
  streams: {
    source_id: string;
    name: string;
    restricted: boolean;
    control: Control;
    cap_cents: number;
    components: { component_id: string; label: string; kind: string; amount_cents: number }[];
  }[];
  previous_total_cents: number | null;
};

export type SchoolFundingListItem = { school_id: string; school_name: string; total_cents: number; run_id: string };
