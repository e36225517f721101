"""Job: try thousands of variations of a scenario."""

from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.allocation.domain.exact_types import Code, ExactDecimal
from services.allocation.domain.policy import Policy
from services.allocation.domain.sweep.design import MOST_RANGES, MOST_VARIATIONS, Range
from services.allocation.jobs.context import JobContext, JobOutcome
from services.allocation.jobs.registry import register
from services.allocation.usecases.sweep_scenario import SweepQuestion, sweep_scenario

SettingName = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\x00-\x1F\x7F]+$")]
EXAMPLE: dict[str, Any] = {
    "scenario_id": "0193a7c2-6f00-7c3e-9d55-0a1b2c3d4e5f",
    "ranges": [{"settings": ["weight:LCFF:base:*:poverty"], "low": "0", "high": "1"}],
    "count": 2_000,
}


class SweepRange(BaseModel):
    """Settings that vary together, between two values in the unit of the policy document."""

    model_config = ConfigDict(extra="forbid")

    settings: list[SettingName] = Field(min_length=1, max_length=500)
    low: ExactDecimal
    high: ExactDecimal


class SweepParameters(BaseModel):
    """What varies, how, and how often."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    scenario_id: UUID
    policy: Policy | None = Field(default=None, description="Varied instead of the stored policy.")
    ranges: list[SweepRange] = Field(min_length=1, max_length=MOST_RANGES)
    method: Literal["grid", "random"] = "random"
    count: Annotated[int, Field(strict=True, ge=1, le=MOST_VARIATIONS)] = 2_000
    seed: Annotated[int, Field(strict=True, ge=0, le=2_147_483_647)] = 1
    need_category: Code | None = Field(default=None, description="What slopes are measured on; null: poverty.")


async def run_sweep(context: JobContext, parameters: SweepParameters) -> JobOutcome:
    """Try the variations and measure each."""
    ranges = tuple(Range(tuple(each.settings), Decimal(each.low), Decimal(each.high)) for each in parameters.ranges)
    question = SweepQuestion(
        parameters.scenario_id,
        ranges,
        parameters.method,
        parameters.count,
        parameters.seed,
        parameters.policy,
        parameters.need_category,
    )
    return JobOutcome(await sweep_scenario(context.uow(), context.prepared_inputs, question, context.report))


register("sweep", SweepParameters, run_sweep, time_limit_s=1_800)
