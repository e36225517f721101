"""The federal checks of a scenario, and the year's choices they rest on."""

from typing import Any
from uuid import UUID

import orjson
from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api.compliance_models import ComplianceRead
from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep
from services.allocation.api.year_settings import add_year_settings
from services.allocation.domain.compliance.review_document import actual_document, review_document
from services.allocation.domain.compliance.settings import ComplianceSettings
from services.allocation.domain.phrases import Language
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
from shared.openapi import problem_responses

router = SecuredRouter("allocation", prefix="/v1", tags=["compliance"])
SETTINGS_EXAMPLE: dict[str, Any] = {"control_target_bp": 8500, "comparability_test": "staff_ratio"}


class ComplianceRequest(BaseModel):
    """What to test with."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"settings": SETTINGS_EXAMPLE}]})

    settings: ComplianceSettings | None = Field(
        default=None, description="Tried instead of the year's; nothing is stored."
    )
    language: Language = "en"


add_year_settings(
    router,
    "compliance",
    compliance_topic,
    reading="Show a year's choices for the federal checks; the rules as commonly read until somebody changes them.",
    replacing="Replace a year's choices as a whole.",
    example=SETTINGS_EXAMPLE,
)


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
    document["spending"]["actual"] = (
        None
        if found.spent is None or found.actual is None
        else {
            "version": found.spent.version,
            "file_name": found.spent.file_name,
            **actual_document(found.actual, found.fiscal_year - 1),
        }
    )
    return Response(orjson.dumps(document), media_type="application/json")
