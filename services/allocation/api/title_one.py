"""Title I, Part A within the district: rank, reserve, serve; the year's settings; taking it over into a scenario."""

from typing import Any
from uuid import UUID

import orjson
from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api.answers import WITH_ETAG, answer
from services.allocation.api.compliance_models import TitleOneRead
from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep, WhoDep
from services.allocation.api.scenarios import ScenarioRead
from services.allocation.api.year_settings import add_year_settings
from services.allocation.domain.compliance.title_one.settings import TitleOneSettings
from services.allocation.domain.phrases import Language
from services.allocation.usecases.calculate_title_one import adopt_title_one as adopt
from services.allocation.usecases.calculate_title_one import calculate_title_one as calculate
from services.allocation.usecases.calculate_title_one import title_one_topic
from services.allocation.usecases.compliance_refusals import (
    TitleOneDataMissing,
    TitleOneExceedsSource,
    TitleOneNotLegal,
    TitleOneSourceUnknown,
)
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

router = SecuredRouter("allocation", prefix="/v1", tags=["compliance"])
SETTINGS_EXAMPLE: dict[str, Any] = {
    "allocation_cents": 100_000_000,
    "poverty_counts": ["need:poverty"],
    "private_total": 50,
    "homeless_cents": 2_000_000,
    "administration_cents": 8_000_000,
}
_REFUSALS = problem_responses(
    ScenarioNotFound, DataMissing, DataVersionMissing, InputsRefused, PolicyRefused, TitleOneDataMissing
)


class TitleOneRequest(BaseModel):
    """What to rank with."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"settings": SETTINGS_EXAMPLE}]})

    settings: TitleOneSettings | None = Field(default=None, description="Tried instead of the year's; nothing stored.")
    language: Language = "en"


class TitleOneAdopt(BaseModel):
    """How the amounts are named in the policy."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"language": "en"}]})

    language: Language = "en"


add_year_settings(
    router,
    "title_one",
    title_one_topic,
    reading="Show a year's Title I settings; the law as commonly read until somebody changes them.",
    replacing="Replace a year's Title I settings as a whole, the plan among them.",
    example=SETTINGS_EXAMPLE,
)


@router.post("/scenarios/{scenario_id}/title-one", response_model=TitleOneRead, responses=_REFUSALS)
async def calculate_title_one(
    scenario_id: UUID, body: TitleOneRequest, uow: UnitOfWorkDep, inputs: PreparedInputsDep
) -> Response:
    """Rank the schools, propose amounts where none are typed, and test every step of the law. Nothing is stored."""
    found = await calculate(uow, inputs, scenario_id, body.settings)
    document = {"source_id": found.source_id, **found.outcome.to_json_dict(body.language)}
    return Response(orjson.dumps(document), media_type="application/json")


@router.post(
    "/scenarios/{scenario_id}/title-one/adopt",
    response_model=ScenarioRead,
    responses=WITH_ETAG
    | _REFUSALS
    | problem_responses(
        PreconditionRequired,
        PreconditionFailed,
        TitleOneDataMissing,
        TitleOneNotLegal,
        TitleOneSourceUnknown,
        TitleOneExceedsSource,
        DataMissing,
        DataVersionMissing,
        InputsRefused,
    ),
)
async def adopt_title_one(
    scenario_id: UUID,
    body: TitleOneAdopt,
    uow: UnitOfWorkDep,
    inputs: PreparedInputsDep,
    who: WhoDep,
    now: Now,
    if_match: IfMatch = None,
) -> Response:
    """Write the year's Title I amounts into the scenario's policy, as typed grants of its Title I source."""
    row = await adopt(uow, inputs, scenario_id, if_match, body.language, who, now)
    return answer(ScenarioRead.model_validate(row), version=row.version)
