"""Average against actual salaries: what averaging moves between schools, and what leaving it would take."""

from typing import Any
from uuid import UUID

import orjson
from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api.answers import WITH_ETAG, answer
from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep, WhoDep
from services.allocation.api.salary_models import SalariesRead
from services.allocation.api.scenarios import ScenarioRead
from services.allocation.api.year_settings import add_year_settings
from services.allocation.domain.salaries.settings import SalarySettings
from services.allocation.usecases.compare_salaries import adopt_average_salaries as adopt
from services.allocation.usecases.compare_salaries import compare_salaries as compare
from services.allocation.usecases.compare_salaries import salaries_topic
from services.allocation.usecases.compliance_refusals import NoStaffingRule, StaffMissing
from services.allocation.usecases.refusals import (
    DataMissing,
    DataVersionMissing,
    InputsRefused,
    PolicyRefused,
    ScenarioNotFound,
)
from shared.authorisation import SecuredRouter
from shared.clock import Now
from shared.etags import IfMatch
from shared.openapi import problem_responses
from shared.problems import PreconditionFailed, PreconditionRequired

router = SecuredRouter("allocation", prefix="/v1", tags=["salaries"])
SETTINGS_EXAMPLE: dict[str, Any] = {"transition_years": 3, "pool_first_bp": 5000}


class SalariesRequest(BaseModel):
    """What to compare with."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"settings": SETTINGS_EXAMPLE}]})

    settings: SalarySettings | None = Field(default=None, description="Tried instead of the year's; nothing is stored.")


add_year_settings(
    router,
    "salary",
    salaries_topic,
    reading="Show how a year's salaries are compared, and the transition planned.",
    replacing="Replace how a year's salaries are compared.",
    example=SETTINGS_EXAMPLE,
)


@router.post(
    "/scenarios/{scenario_id}/salaries",
    response_model=SalariesRead,
    responses=problem_responses(
        ScenarioNotFound, DataMissing, DataVersionMissing, InputsRefused, PolicyRefused, StaffMissing
    ),
)
async def compare_salaries(
    scenario_id: UUID, body: SalariesRequest, uow: UnitOfWorkDep, inputs: PreparedInputsDep
) -> Response:
    """Charge every school its staff at average and at actual cost, and try a transition. Nothing is stored.

    Money of a job class in a school is null where too few people share it, or where it would tell another such figure.
    """
    found = await compare(uow, inputs, scenario_id, body.settings)
    settings = found.settings.model_dump(mode="json")
    return Response(
        orjson.dumps({"staff_version": found.staff_version, "settings": settings, **found.document}),
        media_type="application/json",
    )


@router.post(
    "/scenarios/{scenario_id}/salaries/adopt-averages",
    response_model=ScenarioRead,
    responses=WITH_ETAG
    | problem_responses(
        ScenarioNotFound, PolicyRefused, StaffMissing, NoStaffingRule, PreconditionRequired, PreconditionFailed
    ),
)
async def adopt_average_salaries(
    scenario_id: UUID, uow: UnitOfWorkDep, who: WhoDep, now: Now, if_match: IfMatch = None
) -> Response:
    """Write the year's average salaries and benefits into the scenario's staffing rules, by job class."""
    row = await adopt(uow, scenario_id, if_match, who, now)
    return answer(ScenarioRead.model_validate(row), version=row.version)
