"""The federal checks of a scenario, and the year's choices they rest on."""

from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import Body, Response
from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api.answers import WITH_ETAG, answer
from services.allocation.api.compliance_models import ComplianceRead
from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep, WhoDep, Year
from services.allocation.domain.compliance.review_document import review_document
from services.allocation.domain.compliance.settings import ComplianceSettings
from services.allocation.domain.phrases import Language
from services.allocation.usecases.compliance_settings import read_settings, replace_settings
from services.allocation.usecases.refusals import (
    AllocationInfeasible,
    DataMissing,
    DataVersionMissing,
    InputsRefused,
    PolicyRefused,
    ScenarioNotFound,
)
from services.allocation.usecases.review_compliance import compliance_topic
from services.allocation.usecases.review_compliance import review_compliance as review
from shared.authorisation import SecuredRouter
from shared.clock import Now
from shared.etags import IfMatch
from shared.openapi import problem_responses
from shared.problems import PreconditionFailed, PreconditionRequired

router = SecuredRouter("allocation", prefix="/v1", tags=["compliance"])
SETTINGS_EXAMPLE: dict[str, Any] = {"control_target_bp": 8500, "comparability_test": "staff_ratio"}


class ComplianceRequest(BaseModel):
    """What to test with."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"settings": SETTINGS_EXAMPLE}]})

    settings: ComplianceSettings | None = Field(
        default=None, description="Tried instead of the year's; nothing is stored."
    )
    language: Language = "en"


@router.get("/compliance-settings", response_model=ComplianceSettings, responses=WITH_ETAG)
async def get_compliance_settings(fiscal_year: Year, uow: UnitOfWorkDep) -> Response:
    """Show a year's choices for the federal checks; the rules as commonly read until somebody changes them."""
    found = await read_settings(uow, compliance_topic(fiscal_year))
    return answer(found.settings, version=found.version)


@router.put(
    "/compliance-settings",
    response_model=ComplianceSettings,
    responses=WITH_ETAG | problem_responses(PreconditionRequired, PreconditionFailed),
)
async def replace_compliance_settings(
    fiscal_year: Year,
    body: Annotated[ComplianceSettings, Body(examples=[SETTINGS_EXAMPLE])],
    uow: UnitOfWorkDep,
    who: WhoDep,
    now: Now,
    if_match: IfMatch = None,
) -> Response:
    """Replace a year's choices as a whole."""
    written = await replace_settings(uow, compliance_topic(fiscal_year), body, if_match, who, now)
    return answer(written.settings, version=written.version)


@router.post(
    "/scenarios/{scenario_id}/compliance",
    response_model=ComplianceRead,
    responses=problem_responses(
        ScenarioNotFound, DataMissing, DataVersionMissing, InputsRefused, PolicyRefused, AllocationInfeasible
    ),
)
async def review_compliance(
    scenario_id: UUID, body: ComplianceRequest, uow: UnitOfWorkDep, inputs: PreparedInputsDep
) -> Response:
    """Test a scenario against every federal rule, each with its cite, figures and remedy. Nothing is stored."""
    found = await review(uow, inputs, scenario_id, body.settings)
    document = {"staff_version": found.staff_version, **review_document(found.review, body.language)}
    return Response(orjson.dumps(document), media_type="application/json")
