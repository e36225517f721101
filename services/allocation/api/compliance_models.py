"""What compliance answers with."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from services.allocation.domain.compliance.checks import Outcome, Unit


class FigureRead(BaseModel):
    """A number a check rests on."""

    label: str
    value: int | str
    unit: Unit


class CheckRead(BaseModel):
    """One rule, tested: what was found, where the law says so, and the way out."""

    code: str = Field(examples=["floor"])
    title: str
    cite: str = Field(examples=["ESEA 1113(c)(2); 20 U.S.C. 6313(c)(2); 34 CFR 200.78(b)"])
    outcome: Outcome
    finding: str
    remedy: str | None
    figures: list[FigureRead]
    school_ids: list[str]


class TitleOneSchoolRead(BaseModel):
    """A school in the ranking, in the order of serving."""

    school_id: str
    name: str
    span: str
    position: int
    enrolled: str
    children: str = Field(description="The children that the share is of: the enrolled, or those of `children_count`.")
    low_income: int
    private_low_income: int
    share_bp: int
    community_eligibility: bool
    previously_served: bool
    eligible: bool
    why: Literal["average", "thirty_five", "previously_served", "exempt"] | None
    serve_first: bool = Field(description="Above 75 %: served before the rest, whatever its grades.")
    skipped: bool
    served: bool
    amount_cents: int | None
    per_child_cents: int | None = Field(description="Whole cents per child; cut down where the amount does not divide.")
    per_child_whole: bool
    programme: Literal["schoolwide", "targeted_assistance"] | None


class TitleOneDistrictRead(BaseModel):
    """The district's own figures."""

    school_count: int
    served_count: int
    low_income: int
    private_low_income: int
    share_bp: int
    floor_per_child_cents: int
    floor_applies: bool


class ReservationRead(BaseModel):
    """Money taken off before schools."""

    name: str
    label: str
    amount_cents: int


class TitleOneMoneyRead(BaseModel):
    """Where the allocation goes."""

    allocation_cents: int
    carryover_cents: int
    private_cents: int
    private_children: int
    private_base_children: int
    reservations: list[ReservationRead]
    reserved_cents: int
    to_schools_cents: int
    allocated_cents: int
    left_cents: int


class ServingOptionRead(BaseModel):
    """What serving so many schools from the top of the ranking would mean."""

    count: int
    last_school_id: str
    children: int
    to_schools_cents: int
    per_child_cents: int
    lowest_share_bp: int
    floor_per_child_cents: int | None
    floor_total_cents: int | None
    verdict: Literal["legal", "floor_unpaid", "nothing_left"]
    widest: bool


class DetailRead(BaseModel):
    """A legal detail that the district confirms against the statute."""

    setting: str
    label: str
    value: Any
    default: Any
    unit: Literal["share_bp", "cents", "count", "ratio", "yes_no", "text"]
    cite: str


class TitleOneRead(BaseModel):
    """Title I of one year: the ranking, the money, the plan and every step of the law tested on it."""

    source_id: str | None
    legal: bool
    proposed: bool = Field(description="Whether the amounts are a proposal rather than typed.")
    exempt: Literal["small", "single_schools"] | None
    poverty_measure: str
    district: TitleOneDistrictRead
    money: TitleOneMoneyRead
    schools: list[TitleOneSchoolRead]
    options: list[ServingOptionRead]
    checks: list[CheckRead]
    details: list[DetailRead]


class ComparedSchoolRead(BaseModel):
    """A Title I school against the mean of the others of its grade span."""

    school_id: str
    name: str
    span: str
    exempt: Literal["small", "single", "no_staff"] | None
    pupils: str
    fte: str
    ratio: str | None
    mean_ratio: str | None
    ratio_holds: bool | None
    per_pupil_cents: int | None
    mean_per_pupil_cents: int | None
    dollars_holds: bool | None
    holds: bool | None


class SpentRead(BaseModel):
    """Money by whose it is and what it buys."""

    federal_personnel_cents: int
    federal_other_cents: int
    state_local_personnel_cents: int
    state_local_other_cents: int


class SchoolSpendingRead(SpentRead):
    """A school's spending, with its share of what is spent centrally where that is spread."""

    school_id: str
    name: str
    pupils: str
    central_cents: int
    total_cents: int
    per_pupil_cents: int | None
    federal_per_pupil_cents: int | None


class ActualSpendingRead(BaseModel):
    """What was really spent in the year before, and the import that says so."""

    fiscal_year: int = Field(description="The year that was spent in, the one before the scenario's.")
    version: int
    file_name: str
    central: SpentRead
    schools: list[SchoolSpendingRead]


class SpendingRead(BaseModel):
    """The per-pupil spending report: what the scenario plans, and beside it what the year before really spent."""

    central: SpentRead
    schools: list[SchoolSpendingRead]
    actual: ActualSpendingRead | None = Field(description="null until actual expenditures are imported.")


class RegisterEntryRead(BaseModel):
    """Whose rule binds a source's money, and what the district does with it."""

    source_id: str
    name: str
    funder: str
    federal: bool
    restricted: bool
    amount_cents: int
    distribution: Literal["unlocked", "locked", "school_grant"] | None
    control: Literal["school", "school_visible", "central"] | None
    origin: Literal["district", "state", "federal"] | None
    status: Literal["kept", "relaxed", "waived"] | None
    object_codes: list[str]
    job_classes: list[str]
    need_categories: list[str]
    problem: str | None


class ComplianceRead(BaseModel):
    """Every federal check of a scenario, and what stands behind it."""

    staff_version: int | None
    title_one_school_ids: list[str]
    title_one_by: Literal["money", "flag"]
    checks: list[CheckRead]
    comparability: list[ComparedSchoolRead]
    spending: SpendingRead
    rules: list[RegisterEntryRead]
