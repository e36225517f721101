"""Over the years: a policy projected, and a recount in the middle of a year."""

from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep
from services.allocation.api.result_models import Money
from services.allocation.api.scenarios import DataVersions
from services.allocation.api.year_documents import projection_document, recount_document
from services.allocation.domain.adjustments import Payer
from services.allocation.domain.exact_types import BasisPoints, Cents, Code, LevelOrAny, PercentBasisPoints
from services.allocation.domain.expected_pupils import MOST_PUPILS, MOST_YEARS, Expected
from services.allocation.domain.phrases import Language
from services.allocation.domain.policy import Policy
from services.allocation.domain.projection import Growth
from services.allocation.usecases.policy_refusals import ExpectedPupilsRefused
from services.allocation.usecases.project_scenario import project_scenario as project
from services.allocation.usecases.recount_run import RecountTerms
from services.allocation.usecases.recount_run import preview_recount as recount
from services.allocation.usecases.refusals import (
    AllocationInfeasible,
    DataMissing,
    DataVersionMissing,
    InputsRefused,
    PolicyRefused,
    RunNotFound,
    ScenarioNotFound,
)
from shared.authorisation import SecuredRouter
from shared.field_types import FiscalYearNumber
from shared.openapi import problem_responses
from shared.sentences import reader_language

router = SecuredRouter("allocation", prefix="/v1", tags=["scenarios"])
GrowthBp = Annotated[int, Field(ge=-10_000, le=10_000, strict=True, description="Growth a year; 100 = 1 %.")]


class RevenueGrowth(BaseModel):
    """How a source grows a year."""

    model_config = ConfigDict(extra="forbid")

    source_id: LevelOrAny = Field(description="`*`: every source that is not named.", examples=["*"])
    growth_bp: GrowthBp


class PupilGrowth(BaseModel):
    """How the pupils of a level grow a year."""

    model_config = ConfigDict(extra="forbid")

    level: LevelOrAny = Field(description="`*`: every level that is not named.", examples=["*"])
    growth_bp: GrowthBp


class ExpectedPupils(BaseModel):
    """Pupils expected at a school on a level in a year; they go before growth."""

    model_config = ConfigDict(extra="forbid")

    fiscal_year: FiscalYearNumber
    school_id: Code
    level: LevelOrAny
    pupils: Annotated[Decimal, Field(ge=0, le=MOST_PUPILS, max_digits=9, decimal_places=2)]


class ProjectionRequest(BaseModel):
    """What to expect of the years ahead."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"years": 4, "revenue_growth": [{"source_id": "*", "growth_bp": 200}], "pupil_growth": []}]
        },
    )

    policy: Policy | None = Field(default=None, description="Tried instead of the stored policy; nothing is stored.")
    years: int = Field(default=4, ge=1, le=MOST_YEARS, strict=True, description="How many years, this one included.")
    revenue_growth: tuple[RevenueGrowth, ...] = Field(default=(), max_length=1_000)
    pupil_growth: tuple[PupilGrowth, ...] = Field(default=(), max_length=100)
    expected_pupils: tuple[ExpectedPupils, ...] = Field(default=(), max_length=100_000)
    language: Language = "en"

    def growth(self) -> Growth:
        """Return it as the domain knows it."""
        return Growth(
            {each.source_id: each.growth_bp for each in self.revenue_growth},
            {each.level: each.growth_bp for each in self.pupil_growth},
        )

    def expected(self) -> list[Expected]:
        """Return the pupils expected, in the order given."""
        return [Expected(each.fiscal_year, each.school_id, each.level, each.pupils) for each in self.expected_pupils]


class ProjectedSetting(BaseModel):
    """A setting of the policy that changes over the years, with its value in each of them."""

    text: str = Field(examples=["Hold harmless: percentage"])
    values: list[str]


class ProjectedTrigger(BaseModel):
    """A revenue trigger in one year."""

    adjustment_id: str
    title: str
    reached: bool
    revenue_cents: Money
    needed_cents: Money


class YearRefusal(BaseModel):
    """Why a year cannot be calculated, and what would make it possible."""

    code: str
    detail: str
    shortfall_cents: Money | None
    relax: list[str]


class ProjectedYearRead(BaseModel):
    """One year; amounts by school stand in the order of ``school_ids``."""

    fiscal_year: int
    pupils: str
    revenue_cents: Money
    to_schools_cents: Money | None
    central_cents: Money | None
    reserve_cents: Money | None
    top_up_cents: Money | None
    held_count: int | None = Field(description="Schools lifted to a floor.")
    gaining: int | None = Field(description="Schools with more than the year before.")
    losing: int | None
    triggers: list[ProjectedTrigger]
    school_pupils: list[str]
    totals_cents: list[Money] | None
    formula_cents: list[Money] | None
    shadow_cents: list[Money] | None = Field(description="What the formula would give once every trigger is reached.")
    refusal: YearRefusal | None


class ProjectionRead(BaseModel):
    """A policy over the years. After a year that cannot be calculated there are no more."""

    school_ids: list[str]
    school_names: list[str]
    school_levels: list[list[str]]
    current_cents: list[Money | None]
    settings: list[ProjectedSetting]
    years: list[ProjectedYearRead]


class RecountRequest(BaseModel):
    """How a recount changes what was published."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"direction": "up_only", "payer": {"kind": "reserve", "source_id": "LCFF"}}],
        },
    )

    direction: Literal["up_only", "both"] = "up_only"
    percent_bp: BasisPoints = 10_000
    cap_bp: PercentBasisPoints | None = None
    cap_cents: Cents | None = None
    payer: Payer
    data_versions: DataVersions | None = Field(
        default=None, description="Versions to calculate on; null: those of the publication with the newest counts."
    )


class RecountedSchoolRead(BaseModel):
    """One school before and after the recount."""

    school_id: str
    school_name: str
    pupils_before: str | None
    pupils_after: str
    published_cents: Money | None
    formula_cents: Money = Field(description="What the formula gives with the new counts.")
    recounted_cents: Money
    change_cents: Money | None


class RecountRead(BaseModel):
    """A recount that is not stored: create a scenario from its policy and data, and publish that as the revision."""

    run_id: UUID
    fiscal_year: int
    revision: int
    scenario_name: str
    policy: dict[str, Any]
    data_versions: dict[str, int]
    result_hash: str
    published_cents: Money
    recounted_cents: Money
    reserve_change_cents: Money = Field(description="What reserves have more (negative: less) than as published.")
    central_change_cents: Money
    gaining: int
    losing: int
    schools: list[RecountedSchoolRead]


@router.post(
    "/scenarios/{scenario_id}/projection",
    response_model=ProjectionRead,
    responses=problem_responses(
        ScenarioNotFound, DataMissing, DataVersionMissing, InputsRefused, PolicyRefused, ExpectedPupilsRefused
    ),
)
async def project_scenario(
    scenario_id: UUID, body: ProjectionRequest, uow: UnitOfWorkDep, inputs: PreparedInputsDep
) -> Response:
    """Calculate a policy for the years ahead: weights by their steps, floors fading, triggers as revenue grows."""
    projection = await project(uow, inputs, scenario_id, body.policy, body.growth(), body.years, body.expected())
    return Response(projection_document(projection, body.language), media_type="application/json")


@router.post(
    "/allocation-runs/{run_id}/recount",
    response_model=RecountRead,
    tags=["publication"],
    responses=problem_responses(RunNotFound, DataVersionMissing, InputsRefused, AllocationInfeasible, PolicyRefused),
)
async def preview_recount(
    run_id: UUID, body: RecountRequest, uow: UnitOfWorkDep, inputs: PreparedInputsDep
) -> Response:
    """Calculate what new counts change in a publication. Nothing is stored."""
    settings = body.model_dump(mode="json", exclude={"data_versions"})
    pinned = None if body.data_versions is None else {str(kind): number for kind, number in body.data_versions.items()}
    preview = await recount(uow, inputs, run_id, RecountTerms(settings, pinned, reader_language.get()))
    return Response(recount_document(preview), media_type="application/json")
