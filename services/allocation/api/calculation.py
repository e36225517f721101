"""The live what-if, its arithmetic, and making it final."""

from uuid import UUID

from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field

from services.allocation.api import examples
from services.allocation.api.answers import CREATED, answer, answer_once
from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep, WhoDep
from services.allocation.api.result_detail import AskedDetail, detailed
from services.allocation.api.result_models import CalculatedRead, ExplainedFigure, explanation_answer
from services.allocation.api.runs import RunRead
from services.allocation.api.spoken import in_words
from services.allocation.domain.exact_types import Code, LevelOrAny
from services.allocation.domain.explain_subject import Figure, Subject
from services.allocation.domain.phrases import Language
from services.allocation.domain.policy import Policy, policy_schema
from services.allocation.usecases.calculate_scenario import calculate_scenario as calculate
from services.allocation.usecases.explain_amount import explain_scenario_amount as explain
from services.allocation.usecases.publish_scenario import Publication
from services.allocation.usecases.publish_scenario import publish_scenario as publish
from services.allocation.usecases.refusals import (
    AllocationInfeasible,
    AmountNotFound,
    DataMissing,
    DataVersionMissing,
    InputsRefused,
    PolicyRefused,
    ResultChanged,
    ScenarioNotFound,
)
from services.allocation.usecases.review_refusals import ApprovalMissing
from shared.authorisation import SecuredRouter
from shared.clock import Now
from shared.field_types import AnyJsonObject, LongText
from shared.idempotency import IdempotencyKey, IdempotencyKeyReused, IdempotentRequest
from shared.openapi import problem_responses

router = SecuredRouter("allocation", prefix="/v1", tags=["scenarios"])
_REFUSALS = problem_responses(
    ScenarioNotFound, DataMissing, DataVersionMissing, InputsRefused, AllocationInfeasible, PolicyRefused
)


class CalculateRequest(BaseModel):
    """What to calculate."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"policy": examples.POLICY}]})

    policy: Policy | None = Field(default=None, description="Tried instead of the stored policy; nothing is stored.")


class ExplainRequest(BaseModel):
    """Which figure to explain: of a school, of a source, of the district, or a cell of the matrix."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"school_id": "S-014", "component_id": "LCFF/base"},
                {"school_id": "S-014", "figure": "change"},
                {"source_id": "LCFF", "figure": "reserve"},
                {"figure": "rate", "level": "elementary", "need_category": "poverty"},
            ]
        },
    )

    policy: Policy | None = Field(default=None, description="Tried instead of the stored policy.")
    school_id: Code | None = Field(
        default=None, description="null: a figure of a source, of the district or of the matrix.", examples=["S-014"]
    )
    source_id: Code | None = None
    component_id: str | None = Field(default=None, max_length=200, examples=["LCFF/base"])
    figure: Figure = Field(default="amount", description="Which figure; amount: what is received, or held.")
    level: LevelOrAny | None = Field(default=None, description="Of a cell of the matrix.")
    need_category: Code | None = Field(default=None, description="Of a cell, a count or a share.")
    language: Language = "en"


class PublishRequest(BaseModel):
    """What is made final, and why."""

    model_config = ConfigDict(extra="forbid")

    reason: LongText = Field(min_length=1, examples=["Adopted by the board on 23 June 2026."])
    expected_result_hash: str = Field(
        pattern=r"^sha256:[0-9a-f]{64}$", description="`result_hash` of the result that was reviewed."
    )


@router.get("/policy-schema")
async def get_policy_schema() -> AnyJsonObject:
    """Return the JSON Schema of a policy."""
    return policy_schema()


@router.post("/scenarios/{scenario_id}/calculate", response_model=CalculatedRead, responses=_REFUSALS)
async def calculate_scenario(
    scenario_id: UUID, body: CalculateRequest, uow: UnitOfWorkDep, inputs: PreparedInputsDep, asked: AskedDetail
) -> Response:
    """Calculate what every school would receive. Nothing is stored.

    The messages of its findings come in the language of `Accept-Language`; `result_hash` is of the English document.
    """
    calculation = await calculate(uow, inputs, scenario_id, body.policy)
    return Response(in_words(*detailed(calculation.result, asked)), media_type="application/json")


@router.post(
    "/scenarios/{scenario_id}/explain",
    response_model=ExplainedFigure,
    responses=_REFUSALS | problem_responses(ScenarioNotFound, AmountNotFound),
)
async def explain_scenario_amount(
    scenario_id: UUID, body: ExplainRequest, uow: UnitOfWorkDep, inputs: PreparedInputsDep
) -> Response:
    """Explain any figure: its arithmetic, down to the rows of the files, and who decided it."""
    subject = Subject(body.school_id, body.source_id, body.component_id, body.figure, body.level, body.need_category)
    explanation = await explain(uow, inputs, scenario_id, body.policy, subject)
    return explanation_answer(explanation, body.language)


@router.post(
    "/scenarios/{scenario_id}/publish",
    status_code=201,
    response_model=RunRead,
    tags=["publication"],
    responses=CREATED
    | _REFUSALS
    | problem_responses(
        DataMissing,
        DataVersionMissing,
        InputsRefused,
        AllocationInfeasible,
        ResultChanged,
        ApprovalMissing,
        IdempotencyKeyReused,
    ),
)
async def publish_scenario(
    scenario_id: UUID,
    body: PublishRequest,
    uow: UnitOfWorkDep,
    inputs: PreparedInputsDep,
    who: WhoDep,
    now: Now,
    idempotency_key: IdempotencyKey,
) -> Response:
    """Make a scenario's figures final. They are never changed again; a later publication replaces them."""

    async def act() -> Response:
        publication = Publication(scenario_id, body.reason, body.expected_result_hash)
        run = await publish(uow, inputs, publication, who, now)
        return answer(RunRead.model_validate(run), status=201, location=f"/v1/allocation-runs/{run.run_id}")

    request = IdempotentRequest.of(
        idempotency_key, "publish_scenario", scenario_id, body.reason, body.expected_result_hash
    )
    return await answer_once(uow, request, act)
