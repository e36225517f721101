"""Reviews: where a scenario stands between draft and published, and who did what."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.allocation.api.answers import WITH_ETAG, answer, answer_once
from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep, WhoDep, Year
from services.allocation.domain.review import Requirement, State, Step
from services.allocation.store.reviews import Adoption, PublicationRule
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.refusals import (
    AllocationInfeasible,
    DataMissing,
    InputsRefused,
    PolicyRefused,
    ScenarioNotFound,
)
from services.allocation.usecases.review_refusals import ActionNotPossible, AnotherVersionReviewed, ReasonMissing
from services.allocation.usecases.review_scenario import Review, ReviewStep, take_review_step
from services.allocation.usecases.review_scenario import adopt_scenario as adopt
from services.allocation.usecases.review_scenario import get_publication_rule as read_rule
from services.allocation.usecases.review_scenario import get_scenario_review as read_one
from services.allocation.usecases.review_scenario import list_scenario_reviews as read_year
from services.allocation.usecases.review_scenario import replace_publication_rule as replace_rule
from services.allocation.usecases.who import Who
from shared.authorisation import SecuredRouter
from shared.clock import Now
from shared.etags import IfMatch
from shared.field_types import PLAIN_TEXT
from shared.idempotency import IdempotencyKey, IdempotencyKeyReused, IdempotentRequest
from shared.openapi import problem_responses
from shared.problems import PreconditionFailed, PreconditionRequired

router = SecuredRouter("allocation", prefix="/v1", tags=["reviews"])
Reason = Annotated[str, StringConstraints(max_length=4000, pattern=PLAIN_TEXT, strip_whitespace=True)]
_STEP_REFUSALS = problem_responses(
    ScenarioNotFound,
    ActionNotPossible,
    AnotherVersionReviewed,
    DataMissing,
    InputsRefused,
    AllocationInfeasible,
    PolicyRefused,
    ReasonMissing,
    IdempotencyKeyReused,
)


class ReviewStepRequest(BaseModel):
    """A step in the review, and the version of the scenario that was looked at."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"scenario_version": 1, "reason": "Ready for the June meeting."}]},
    )

    scenario_version: int = Field(ge=1, le=2_147_483_647)
    reason: Reason = Field(default="", description="A note for the record; why, when it is sent back.")


class AdoptRequest(BaseModel):
    """Why this scenario is the year's."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Chosen by the committee."}]})

    reason: Reason = ""


class ReviewActionRead(BaseModel):
    """One thing that somebody did; never changed afterwards."""

    model_config = ConfigDict(from_attributes=True)

    action_id: UUID
    scenario_version: int
    action: str
    state: State
    reason: str
    result_hash: str | None
    run_id: UUID | None
    acted_at: datetime
    acted_by: str = Field(validation_alias="acted_by_name")
    acted_as: str


class AdoptionRead(BaseModel):
    """The scenario that a year adopted."""

    model_config = ConfigDict(from_attributes=True)

    scenario_id: UUID
    scenario_version: int
    adopted_at: datetime
    adopted_by: str = Field(validation_alias="adopted_by_name")


class ReviewRead(BaseModel):
    """Where a scenario's review stands, and how it came there."""

    scenario_id: UUID
    scenario_name: str
    scenario_version: int
    fiscal_year: int
    state: State
    changed_since: bool = Field(description="The record speaks of an earlier version; the present one is a draft.")
    result_hash: str | None = Field(description="Of the figures submitted or approved, while that still stands.")
    possible: list[Step] = Field(description="Steps that somebody may take now.")
    actions: list[ReviewActionRead]
    adopted: AdoptionRead | None
    publishing_requires: Requirement


class ScenarioReviewLine(BaseModel):
    """One scenario of a year with where it stands."""

    scenario_id: UUID
    scenario_name: str
    scenario_version: int
    state: State
    acted_at: datetime | None
    acted_by: str | None
    open_thread_count: int


class YearReviewsRead(BaseModel):
    """Where every scenario of a year stands."""

    items: list[ScenarioReviewLine]
    adopted: AdoptionRead | None
    publishing_requires: Requirement


class PublicationRuleBody(BaseModel):
    """What a district asks for before publishing."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"requires": "board_approval"}]})

    requires: Requirement = Field(
        description="nothing; approval by the superintendent or budget director; or the board's approval."
    )


class PublicationRuleRead(BaseModel):
    """What a district asks for before publishing, and who set it."""

    model_config = ConfigDict(from_attributes=True)

    requires: Requirement
    changed_at: datetime | None
    changed_by: str | None = Field(validation_alias="changed_by_name")


@router.get("/scenario-reviews")
async def list_scenario_reviews(fiscal_year: Year, uow: UnitOfWorkDep) -> YearReviewsRead:
    """Show where every scenario of a year stands, and which one is adopted."""
    found = await read_year(uow, fiscal_year)
    return YearReviewsRead(
        items=[
            ScenarioReviewLine(
                scenario_id=line.scenario_id,
                scenario_name=line.name,
                scenario_version=line.version,
                state=state,
                acted_at=line.acted_at,
                acted_by=line.acted_by_name,
                open_thread_count=threads,
            )
            for line, state, threads in found.lines
        ],
        adopted=_adoption(found.adopted),
        publishing_requires=found.rule.requires,
    )


@router.get("/publication-rule", response_model=PublicationRuleRead, responses=WITH_ETAG)
async def get_publication_rule(uow: UnitOfWorkDep) -> Response:
    """Show what the district asks for before publishing; nothing until somebody says otherwise."""
    return _rule(await read_rule(uow))


@router.put(
    "/publication-rule",
    response_model=PublicationRuleRead,
    responses=WITH_ETAG | problem_responses(PreconditionRequired, PreconditionFailed),
)
async def replace_publication_rule(
    body: PublicationRuleBody, uow: UnitOfWorkDep, who: WhoDep, now: Now, if_match: IfMatch = None
) -> Response:
    """Set what the district asks for before publishing."""
    return _rule(await replace_rule(uow, body.requires, if_match, who, now))


@router.get("/scenarios/{scenario_id}/review", responses=problem_responses(ScenarioNotFound))
async def get_scenario_review(scenario_id: UUID, uow: UnitOfWorkDep) -> ReviewRead:
    """Show where a scenario's review stands: its state, who did what and when, and what can come next."""
    return _review(await read_one(uow, scenario_id))


async def _take(
    step: Step,
    scenario_id: UUID,
    body: ReviewStepRequest,
    uow: AllocationUnitOfWork,
    inputs: PreparedInputs,
    who: Who,
    now: datetime,
    idempotency_key: str,
) -> Response:
    async def act() -> Response:
        taken = ReviewStep(scenario_id, step, body.reason, body.scenario_version)
        return answer(_review(await take_review_step(uow, inputs, taken, who, now)))

    request = IdempotentRequest.of(idempotency_key, step, scenario_id, body.scenario_version, body.reason)
    return await answer_once(uow, request, act)


@router.post("/scenarios/{scenario_id}/submit", response_model=ReviewRead, responses=_STEP_REFUSALS)
async def submit_scenario(
    scenario_id: UUID,
    body: ReviewStepRequest,
    uow: UnitOfWorkDep,
    inputs: PreparedInputsDep,
    who: WhoDep,
    now: Now,
    idempotency_key: IdempotencyKey,
) -> Response:
    """Submit a scenario for review, with the figures it has now."""
    return await _take("submitted", scenario_id, body, uow, inputs, who, now, idempotency_key)


@router.post("/scenarios/{scenario_id}/withdraw", response_model=ReviewRead, responses=_STEP_REFUSALS)
async def withdraw_scenario(
    scenario_id: UUID,
    body: ReviewStepRequest,
    uow: UnitOfWorkDep,
    inputs: PreparedInputsDep,
    who: WhoDep,
    now: Now,
    idempotency_key: IdempotencyKey,
) -> Response:
    """Take a scenario out of review, to work on it again."""
    return await _take("withdrawn", scenario_id, body, uow, inputs, who, now, idempotency_key)


@router.post(
    "/scenarios/{scenario_id}/send-back",
    response_model=ReviewRead,
    responses=_STEP_REFUSALS,
)
async def send_back_scenario(
    scenario_id: UUID,
    body: ReviewStepRequest,
    uow: UnitOfWorkDep,
    inputs: PreparedInputsDep,
    who: WhoDep,
    now: Now,
    idempotency_key: IdempotencyKey,
) -> Response:
    """Send a scenario back to its authors, with the reason."""
    return await _take("sent_back", scenario_id, body, uow, inputs, who, now, idempotency_key)


@router.post("/scenarios/{scenario_id}/approve", response_model=ReviewRead, responses=_STEP_REFUSALS)
async def approve_scenario(
    scenario_id: UUID,
    body: ReviewStepRequest,
    uow: UnitOfWorkDep,
    inputs: PreparedInputsDep,
    who: WhoDep,
    now: Now,
    idempotency_key: IdempotencyKey,
) -> Response:
    """Approve the submitted figures for publication."""
    return await _take("approved", scenario_id, body, uow, inputs, who, now, idempotency_key)


@router.post("/scenarios/{scenario_id}/board-approval", response_model=ReviewRead, responses=_STEP_REFUSALS)
async def record_board_approval(
    scenario_id: UUID,
    body: ReviewStepRequest,
    uow: UnitOfWorkDep,
    inputs: PreparedInputsDep,
    who: WhoDep,
    now: Now,
    idempotency_key: IdempotencyKey,
) -> Response:
    """Record that the board approved the figures."""
    return await _take("board_approved", scenario_id, body, uow, inputs, who, now, idempotency_key)


@router.post(
    "/scenarios/{scenario_id}/adopt",
    response_model=ReviewRead,
    responses=problem_responses(ScenarioNotFound, IdempotencyKeyReused),
)
async def adopt_scenario(
    scenario_id: UUID,
    body: AdoptRequest,
    uow: UnitOfWorkDep,
    who: WhoDep,
    now: Now,
    idempotency_key: IdempotencyKey,
) -> Response:
    """Make a scenario its year's adopted one, in place of any other."""

    async def act() -> Response:
        return answer(_review(await adopt(uow, scenario_id, body.reason, who, now)))

    request = IdempotentRequest.of(idempotency_key, "adopt_scenario", scenario_id, body.reason)
    return await answer_once(uow, request, act)


def _adoption(adoption: Adoption | None) -> AdoptionRead | None:
    return None if adoption is None else AdoptionRead.model_validate(adoption)


def _rule(rule: PublicationRule) -> Response:
    return answer(PublicationRuleRead.model_validate(rule), version=rule.version)


def _review(review: Review) -> ReviewRead:
    return ReviewRead(
        scenario_id=review.scenario.scenario_id,
        scenario_name=review.scenario.name,
        scenario_version=review.scenario.version,
        fiscal_year=review.scenario.fiscal_year,
        state=review.state,
        changed_since=review.changed_since,
        result_hash=review.result_hash,
        possible=list(review.possible),
        actions=[ReviewActionRead.model_validate(action) for action in review.actions],
        adopted=_adoption(review.adopted),
        publishing_requires=review.rule.requires,
    )
