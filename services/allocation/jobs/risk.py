"""Job: what the next count may mean for a scenario."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.allocation.domain.policy import Policy
from services.allocation.domain.risk.budgets import MOST_DRAWS
from services.allocation.jobs.context import JobContext, JobOutcome
from services.allocation.jobs.registry import register
from services.allocation.usecases.risk_scenario import RiskQuestion, risk_of_scenario
from shared.clock import utc_now

EXAMPLE: dict[str, Any] = {"scenario_id": "0193a7c2-6f00-7c3e-9d55-0a1b2c3d4e5f", "draws": 500}


class RiskParameters(BaseModel):
    """How many counts to draw, and how sure the reserve shall be."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    scenario_id: UUID
    policy: Policy | None = Field(default=None, description="Tried instead of the stored policy.")
    draws: Annotated[int, Field(strict=True, ge=20, le=MOST_DRAWS)] = 500
    seed: Annotated[int, Field(strict=True, ge=0, le=2_147_483_647)] = 1
    confidence_bp: Annotated[int, Field(strict=True, ge=5_000, le=9_990)] = 9_000


async def run_risk(context: JobContext, parameters: RiskParameters) -> JobOutcome:
    """Draw counts, and allocate under each."""
    question = RiskQuestion(
        parameters.scenario_id, parameters.draws, parameters.seed, parameters.confidence_bp, parameters.policy
    )
    document = await risk_of_scenario(context.uow(), context.prepared_inputs, question, utc_now(), context.report)
    return JobOutcome(document)


register("risk", RiskParameters, run_risk, time_limit_s=1_800)
