"""What may vary in a scenario: the choices of a sweep. The sweep itself is a job of kind ``sweep``."""

from uuid import UUID

from pydantic import BaseModel, Field

from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep
from services.allocation.domain.canonical import plain_decimal
from services.allocation.usecases.refusals import DataMissing, DataVersionMissing, ScenarioNotFound
from services.allocation.usecases.sweep_scenario import list_sweep_choices as choices
from services.allocation.usecases.sweep_scenario import setting_document
from shared.authorisation import SecuredRouter
from shared.openapi import problem_responses

router = SecuredRouter("allocation", prefix="/v1/scenarios", tags=["scenarios"])


class SweepSettingRead(BaseModel):
    """One number of the policy."""

    setting: str = Field(examples=["weight:LCFF:base:*:poverty"])
    path: list[str | int] = Field(description="Where it stands in the policy's document.")
    today: str = Field(examples=["0.34"])


class SweepChoiceRead(BaseModel):
    """Settings that may vary together, with what they share; null where they differ."""

    kind: str = Field(examples=["weight"])
    unit: str = Field(examples=["weight"], description="weight, dollars, cents or basis_points.")
    step: str = Field(examples=["0.01"])
    label: str
    source_id: str | None
    rule_id: str | None
    adjustment_id: str | None
    level: str | None
    need_category: str | None
    settings: list[SweepSettingRead]
    today: str | None = Field(description="Their value; null where they have several.")
    low: str = Field(description="What one would try at least.")
    high: str = Field(description="What one would try at most.")


class SweepChoices(BaseModel):
    """What may vary in a scenario."""

    scenario_version: int
    items: list[SweepChoiceRead]


@router.get(
    "/{scenario_id}/sweep-choices",
    responses=problem_responses(ScenarioNotFound, DataMissing, DataVersionMissing),
)
async def list_sweep_choices(scenario_id: UUID, uow: UnitOfWorkDep, inputs: PreparedInputsDep) -> SweepChoices:
    """List what may vary: weights and rates by need, everything else by itself, each with a range to try."""
    version, found = await choices(uow, inputs, scenario_id)
    items = [
        SweepChoiceRead(
            **setting_document(choice.settings),
            today=None if choice.today is None else plain_decimal(choice.today),
            low=plain_decimal(choice.low),
            high=plain_decimal(choice.high),
        )
        for choice in found
    ]
    return SweepChoices(scenario_version=version, items=items)
