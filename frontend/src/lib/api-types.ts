/**
 * The JSON of the HTTP interface under the names the app uses. Amounts are integer cents, shares basis points, counts
 * decimal strings.
 *
 * Everything comes from `api-generated`, which `npm run gen:api` makes of docs/openapi.json. Where the app knows more than
 * the document says (a text that is one of a few words, a part that is always filled in), `Narrowed` and `Filled` say so;
 * both fail to compile when the document no longer agrees.
 */
import type * as api from './api-generated/types.gen';

/** `Whole` with some parts known more exactly: each must exist in the document and allow what is said here. */
type Narrowed<Whole, Parts extends { [Key in keyof Parts]: Key extends keyof Whole ? Whole[Key] : never }> = Omit<
  Whole,
  keyof Parts
> &
  Parts;
/** `Whole` with some optional parts always there. */
type Filled<Whole, Keys extends keyof Whole> = Omit<Whole, Keys> & Required<Pick<Whole, Keys>>;

export type Role = api.Role;
export type Me = api.Me;
export type DemoAccount = api.DemoAccount;
export type SignInProvider = api.SignInProvider;

export type Page<T> = { items: T[]; next_page_token?: string };

/* ---- district ---- */

export type DistrictSettings = api.DistrictSettings;
export type SchoolListItem = api.SchoolRead;

/* ---- imports ---- */

export type ImportKind = api.BodyCheckOrStoreImport['kind'];
export type ImportItem = api.ImportFault;
export type ImportColumn = api.ImportColumn;
export type ImportMapping = api.MappingOutput;
export type ImportReport = Narrowed<api.ImportReportRead, { kind: ImportKind }>;
export type ImportLine = Narrowed<api.ImportLine, { kind: ImportKind }>;
export type StoredImport = Narrowed<api.StoredImport, { kind: ImportKind; report: ImportReport }>;

/* ---- policy: as the app writes it, with decimals as texts and nothing left to defaults ---- */

export type Distribution = api.SourcePolicy['distribution'];
export type Control = NonNullable<api.SourcePolicy['control']>;

export type EligibilityCondition = api.Condition;
export type Eligibility =
  | Filled<api.EligibleAll, 'kind'>
  | api.EligibleList
  | Filled<api.EligibleRule, 'match'>;

type Cell<Whole extends { level?: string }> = Filled<Whole, 'level'>;
export type LevelNeedWeight = Narrowed<Cell<api.CellWeight>, { weight: string }>;
type LevelNeedRate = Narrowed<Cell<api.CellRate>, { rate_dollars: string }>;

/** What all rules share: a label, and schools of their own where they are not the source's. */
type Labelled<Whole extends { label?: string; eligibility?: unknown }> = Filled<Whole, 'label'>;

export type PerPupilRule = Narrowed<
  Labelled<api.PerPupil>,
  {
    eligibility?: Eligibility | null;
    rates?: LevelNeedRate[] | null;
    base_dollars?: string | null;
    weights?: LevelNeedWeight[] | null;
  }
>;
export type WeightedPoolRule = Narrowed<
  Labelled<api.WeightedPool>,
  { eligibility?: Eligibility | null; weights: LevelNeedWeight[] }
>;
export type SharesRule = Narrowed<
  Labelled<api.Shares>,
  { eligibility?: Eligibility | null; cells: Cell<api.CellShare>[] }
>;
type FoundationAmount = Required<api.FoundationAmount>;
export type FoundationRule = Narrowed<
  Labelled<api.Foundation>,
  { eligibility?: Eligibility | null; amounts: FoundationAmount[] }
>;
export type ProportionalRule = Narrowed<Labelled<api.Proportional>, { eligibility?: Eligibility | null }>;
export type SchoolGrantRule = Narrowed<
  Filled<Labelled<api.SchoolGrantRule>, 'grants'>,
  { eligibility?: Eligibility | null }
>;
type Eligible = { eligibility?: Eligibility | null };
export type FormulaRule = Narrowed<Labelled<api.FormulaAmount>, Eligible>;
export type SupplementCap = Narrowed<api.Cap, { per_pupil_dollars?: string | null }>;
export type ThresholdSupplementRule = Narrowed<
  Labelled<api.ThresholdSupplement>,
  Eligible & { threshold: string; rate_dollars: string; caps?: SupplementCap[] }
>;
export type EnrollmentFloorRule = Narrowed<Labelled<api.EnrollmentFloor>, Eligible & { pupils: string; rate_dollars: string }>;
export type ConcentrationRule = Narrowed<Labelled<api.Concentration>, Eligible & { threshold: string; rate_dollars: string }>;
export type StaffingRatioRule = Narrowed<
  Labelled<api.StaffingRatio>,
  Eligible & {
    pupils_per_position: string;
    minimum_positions?: string | null;
    maximum_positions?: string | null;
    step?: string | null;
  }
>;
export type PriorYearChangeRule = Narrowed<Labelled<api.PriorYearChange>, Eligible & { rate_dollars?: string | null }>;
export type IndexPart = Narrowed<api.IndexPart, { weight: string }>;
export type CompositeIndexRule = Narrowed<Labelled<api.CompositeIndex>, Eligible & { parts: IndexPart[] }>;
export type IncentiveTier = Narrowed<api.IncentiveTier, { value: string }>;
export type IncentiveRule = Narrowed<Labelled<api.Incentive>, Eligible & { tiers: IncentiveTier[] }>;
export type Rule =
  | PerPupilRule
  | WeightedPoolRule
  | SharesRule
  | FoundationRule
  | ProportionalRule
  | SchoolGrantRule
  | FormulaRule
  | ThresholdSupplementRule
  | EnrollmentFloorRule
  | ConcentrationRule
  | StaffingRatioRule
  | PriorYearChangeRule
  | CompositeIndexRule
  | IncentiveRule;
export type DerivedMeasure = Required<api.DerivedMeasure>;

export type Payer = api.ReservePayer | api.CentralSharePayer | api.GainersPayer;
export type MinimumOperationalBudget = Narrowed<
  api.MinimumOperationalBudget,
  { payer: Payer; per_pupil?: Cell<api.LevelAmount>[] | null }
>;
export type HoldHarmless = Narrowed<Filled<api.HoldHarmless, 'basis'>, { payer: Payer }>;
export type Collar = api.Collar;
export type PhaseIn = api.PhaseIn;
export type Trigger = Filled<api.Trigger, 'until'>;
export type Recount = Narrowed<Filled<api.Recount, 'direction'>, { payer: Payer }>;
export type Adjustment = MinimumOperationalBudget | HoldHarmless | Collar | PhaseIn | Trigger | Recount;

export type CentralService = Filled<api.CentralService, 'mode' | 'amount_cents'>;

export type PolicySource = Narrowed<
  Filled<api.SourcePolicy, 'control' | 'eligibility' | 'rules'>,
  {
    eligibility: Eligibility;
    rules: Rule[];
    central_services?: CentralService[];
    flexibility?: Required<api.Flexibility>;
  }
>;

export type Policy = Narrowed<
  Filled<api.Policy, 'schema_version' | 'levels' | 'need_categories' | 'rounding_unit_cents' | 'adjustments'>,
  { sources: PolicySource[]; adjustments: Adjustment[]; derived_measures?: DerivedMeasure[] }
>;

/* ---- result: columnar, one entry per school in the order of school_ids ---- */

export type ResultSource = Narrowed<api.ResultSource, { control: Control; distribution: Distribution }>;
export type Finding = Narrowed<api.ResultFinding, { severity: 'info' | 'warning' | 'error' }>;
export type AllocationResult = Narrowed<api.ResultRead, { sources: ResultSource[]; findings: Finding[] }>;
/** A result of which nothing is stored; with figures only, it names no hash. */
export type CalculatedFigures = Narrowed<api.CalculatedRead, { sources: ResultSource[]; findings: Finding[] }>;
/** What any result says, a stored one or a tried one. */
export type AllocationFigures = Omit<AllocationResult, 'result_hash'> & Pick<CalculatedFigures, 'need_cents'>;

export type ExplanationRow = api.ExplanationRow;
export type Explanation = api.ExplanationRead;
export type ExplainedFigure = api.ExplainedFigure;
/** The figures that can be asked why. */
export type ExplainedFigureName = NonNullable<api.ExplainRequest['figure']>;

/* ---- scenarios and runs ---- */

/** The document calls a stored policy an object, because it is kept as it was written. */
export type Scenario = Narrowed<api.ScenarioRead, { policy: Policy }>;
export type AllocationRun = api.RunRead;

/* ---- planning ---- */

export type SchoolFunding = api.SchoolFundingRead;
export type SchoolFundingListItem = api.SchoolFundingLine;

/* ---- equity, comparison, reviews, public pages ---- */

export type Equity = api.EquityRead;
export type EquityReport = api.EquityReportRead;
export type Comparison = api.ComparisonRead;
export type ComparedScenario = api.ComparedScenario;
export type ScenarioReview = api.ReviewRead;
export type ReviewAction = api.ReviewActionRead;
export type YearReviews = api.YearReviewsRead;
export type PublicationRule = api.PublicationRuleRead;
export type ScenarioComment = api.CommentRead;
export type Verification = api.VerificationRead;
export type PublicPage = api.PublicPageRead;
export type PublicAllocation = api.PublicAllocationRead;

/* ---- over the years ---- */

export type Projection = api.ProjectionRead;
export type ProjectedYear = api.ProjectedYearRead;
export type ProjectionRequest = api.ProjectionRequest;
export type RecountPreview = api.RecountRead;
export type RecountedSchool = api.RecountedSchoolRead;
export type RecountRequest = api.RecountRequest;

/* ---- federal rules and salaries ---- */

export type RuleCheck = api.CheckRead;
export type DataNames = api.DataNamesRead;
export type TitleOne = api.TitleOneRead;
export type TitleOneSchool = api.TitleOneSchoolRead;
export type TitleOneSettings = api.TitleOneSettings;
export type ServingOption = api.ServingOptionRead;
export type LegalDetail = api.DetailRead;
export type Compliance = api.ComplianceRead;
export type ComplianceSettings = api.ComplianceSettings;
export type ComparedTitleOneSchool = api.ComparedSchoolRead;
export type SchoolSpending = api.SchoolSpendingRead;
export type RuleRegisterEntry = api.RegisterEntryRead;
export type Salaries = api.SalariesRead;
export type SchoolSalaries = api.SchoolSalariesRead;
export type SalarySettings = api.SalarySettings;
export type TransitionYear = api.TransitionYearRead;
export type PolicyChange = api.PolicyChangeRead;

/* ---- goals, hold harmless, participation ---- */

export type PolicySetting = api.SettingRead;
export type SettingChange = api.SettingChange;
export type Goal = api.SolveRequest['goals'][number];
export type SolveAnswer = api.SolveRead;
export type GoalReading = api.GoalRead;
export type SolveConflict = api.ConflictRead;
export type Frontier = api.FrontierRead;
export type FrontierPoint = api.FrontierPointRead;
export type HoldHarmlessOutlook = api.OutlookRead;
export type HoldHarmlessYear = api.YearRead;
export type WayOut = api.WayOutRead;
export type Invitation = api.InvitationRead;
export type InvitationSummary = api.InvitationSummaryRead;
export type PublicInvitation = api.PublicInvitation;
export type InvitationSlider = api.SliderRead;
export type ProposalEffect = api.EffectRead;
export type Proposal = api.ProposalRead;

/* ---- versions of counts ---- */

export type CountVersion = api.CountVersionRead;
export type CountBasis = NonNullable<api.CountVersionRead['basis']>;
export type CountComparison = api.CountComparison;
export type CountGroups = api.CountGroupsRead;
export type RunMatrix = api.RunMatrixRead;
export type SchoolOutlookOfRun = api.SchoolOutlookOfRun;
export type SchoolOutlook = api.SchoolOutlookRead;
export type CombinedCounts = api.CombinedCounts;
