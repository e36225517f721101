"""Cliffs, and what a label of each need category brings."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep
from services.allocation.api.result_models import Money
from services.allocation.domain.exact_types import Cents
from services.allocation.domain.policy import Policy
from services.allocation.usecases.find_cliffs import CliffSearch
from services.allocation.usecases.find_cliffs import find_cliffs as find
from services.allocation.usecases.refusals import (
    AllocationInfeasible,
    DataMissing,
    DataVersionMissing,
    InputsRefused,
    PolicyRefused,
    ScenarioNotFound,
)
from shared.authorisation import SecuredRouter
from shared.openapi import problem_responses

router = SecuredRouter("allocation", prefix="/v1/scenarios", tags=["scenarios"])
MOST_LISTED = 500


class CliffsRequest(BaseModel):
    """What counts as a cliff."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"threshold_cents": 500000, "reach": 2}]})

    threshold_cents: Cents = Field(default=500_000, description="How far beyond the steps beside it a step must go.")
    reach: int = Field(default=1, ge=1, le=10, strict=True, description="Pupils more and fewer that are looked at.")
    policy: Policy | None = Field(default=None, description="Looked at instead of the stored policy.")


class CliffRead(BaseModel):
    """A step of one pupil that changes a school's dollars by far more than the steps beside it."""

    school_id: str
    school_name: str
    level: str
    need_category: str = Field(description="all: a pupil more in the school; else one of its pupils is so labelled.")
    pupils_away: int = Field(description="1: the next pupil; -1: it was the last pupil that made the step.")
    jump_cents: Money = Field(description="What the step changes by the rules.")
    ordinary_cents: Money = Field(description="What a step usually changes there.")
    after_floors_cents: Money | None = Field(description="After all adjustments; null: not computed, or not payable.")
    component_id: str = Field(description="The rule that changes most.")
    component_label: str
    checked: bool = Field(description="Computed by the engine to the cent; else estimated.")


class IncentiveRead(BaseModel):
    """What one label more brings the schools of a level."""

    need_category: str
    level: str
    school_count: int
    lowest_cents: Money
    median_cents: Money
    highest_cents: Money
    highest_school_id: str
    highest_school_name: str


class CliffsRead(BaseModel):
    """Cliffs with the largest first, and incentives."""

    threshold_cents: int
    reach: int
    cliff_count: int
    school_count: int = Field(description="Schools that have a cliff.")
    cliffs: list[CliffRead] = Field(description=f"The largest {MOST_LISTED} at most.")
    incentives: list[IncentiveRead]


@router.post(
    "/{scenario_id}/cliffs",
    responses=problem_responses(
        ScenarioNotFound, DataMissing, DataVersionMissing, InputsRefused, AllocationInfeasible, PolicyRefused
    ),
)
async def find_cliffs(
    scenario_id: UUID, body: CliffsRequest, uow: UnitOfWorkDep, inputs: PreparedInputsDep
) -> CliffsRead:
    """Find where one pupil more changes a school's dollars by far more than usual. Nothing is stored."""
    search = CliffSearch(body.threshold_cents, body.reach, body.policy)
    result, found = await find(uow, inputs, scenario_id, search)
    names = {school.school_id: school.name for school in result.prepared.schools}
    labels = {component.component_id: component.label for component in result.components}
    return CliffsRead(
        threshold_cents=found.threshold_cents,
        reach=found.reach,
        cliff_count=len(found.cliffs),
        school_count=len({cliff.school_id for cliff in found.cliffs}),
        cliffs=[
            CliffRead(
                school_id=cliff.school_id,
                school_name=names[cliff.school_id],
                level=cliff.level,
                need_category=cliff.need_category,
                pupils_away=cliff.pupils_away,
                jump_cents=cliff.jump_cents,
                ordinary_cents=cliff.ordinary_cents,
                after_floors_cents=cliff.after_floors_cents,
                component_id=cliff.component_id,
                component_label=labels.get(cliff.component_id, ""),
                checked=cliff.checked,
            )
            for cliff in found.cliffs[:MOST_LISTED]
        ],
        incentives=[
            IncentiveRead(
                need_category=line.need_category,
                level=line.level,
                school_count=line.school_count,
                lowest_cents=line.lowest_cents,
                median_cents=line.median_cents,
                highest_cents=line.highest_cents,
                highest_school_id=line.highest_school_id,
                highest_school_name=names[line.highest_school_id],
            )
            for line in found.incentives
        ],
    )
