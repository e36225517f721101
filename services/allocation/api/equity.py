"""How fair is a what-if? Asked beside the calculation, whose answer is hashed and holds money only."""

from uuid import UUID

import orjson
from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep
from services.allocation.api.equity_models import EquityRead, equity_document
from services.allocation.domain.equity import EquityQuestion
from services.allocation.domain.exact_types import Code
from services.allocation.domain.policy import Policy
from services.allocation.usecases.measure_equity import measure_scenario_equity as measure
from services.allocation.usecases.refusals import (
    AllocationInfeasible,
    DataMissing,
    DataVersionMissing,
    InputsRefused,
    PolicyRefused,
    ScenarioNotFound,
)
from services.allocation.usecases.review_refusals import NeedNotCounted, NothingToMeasure
from shared.authorisation import SecuredRouter
from shared.equity.report import POVERTY_WEIGHT
from shared.openapi import problem_responses

router = SecuredRouter("allocation", prefix="/v1/scenarios", tags=["scenarios"])


class EquityRequest(BaseModel):
    """What to measure."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"need_category": "poverty"}]})

    policy: Policy | None = Field(default=None, description="Tried instead of the stored policy; nothing is stored.")
    need_category: Code | None = Field(
        default=None, description="The need that sorts the deciles; null: poverty, or the one with most pupils."
    )
    need_weight: float = Field(
        default=POVERTY_WEIGHT,
        ge=0,
        le=10,
        allow_inf_nan=False,
        strict=True,
        description="What a pupil in need should bring over the base, for the spread among equals.",
    )


@router.post(
    "/{scenario_id}/equity",
    response_model=EquityRead,
    responses=problem_responses(
        ScenarioNotFound,
        DataMissing,
        DataVersionMissing,
        InputsRefused,
        AllocationInfeasible,
        PolicyRefused,
        NeedNotCounted,
        NothingToMeasure,
    ),
)
async def measure_scenario_equity(
    scenario_id: UUID, body: EquityRequest, uow: UnitOfWorkDep, inputs: PreparedInputsDep
) -> Response:
    """Measure spread, slope by need and deciles of what every school would receive. Nothing is stored."""
    question = EquityQuestion(body.need_category, body.need_weight)
    equity = await measure(uow, inputs, scenario_id, body.policy, question)
    return Response(orjson.dumps(equity_document(equity)), media_type="application/json")
