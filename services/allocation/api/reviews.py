"""Reviews: where a scenario stands between draft and published, and who did what."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response

from services.allocation.api.answers import WITH_ETAG, answer, answer_once
from services.allocation.api.deps import PreparedInputsDep, UnitOfWorkDep, WhoDep, Year
from services.allocation.api.review_models import (
    AdoptionRead,
    AdoptRequest,
    PublicationRuleBody,
    PublicationRuleRead,
    ReviewActionRead,
    ReviewRead,
    ReviewStepRequest,
    ScenarioReviewLine,
    YearReviewsRead,
)
from services.allocation.domain.review import Step
from services.allocation.store.reviews import Adoption, PublicationRule
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
from shared.authorisation import SecuredRouter
from shared.clock import Now
from shared.etags import IfMatch
from shared.idempotency import IdempotencyKey, IdempotencyKeyReused, IdempotentRequest
from shared.openapi import problem_responses
from shared.problems import PreconditionFailed, PreconditionRequired

router = SecuredRouter("allocation", prefix="/v1", tags=["reviews"])
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


@dataclass(frozen=True, slots=True)
class Stepping:
    """A request for one step of a review, whichever it is."""

    scenario_id: UUID
    body: ReviewStepRequest
    uow: UnitOfWorkDep
    inputs: PreparedInputsDep
    who: WhoDep
    now: Now
    idempotency_key: IdempotencyKey

    async def take(self, step: Step) -> Response:
        """Take the step once, and answer with where the review stands."""
        asked = self.body

        async def act() -> Response:
            taken = ReviewStep(self.scenario_id, step, asked.reason, asked.scenario_version)
            return answer(_review(await take_review_step(self.uow, self.inputs, taken, self.who, self.now)))

        request = IdempotentRequest.of(
            self.idempotency_key, step, self.scenario_id, asked.scenario_version, asked.reason
        )
        return await answer_once(self.uow, request, act)


async def _stepping(
    scenario_id: UUID,
    body: ReviewStepRequest,
    uow: UnitOfWorkDep,
    inputs: PreparedInputsDep,
    who: WhoDep,
    now: Now,
    idempotency_key: IdempotencyKey,
) -> Stepping:
    return Stepping(scenario_id, body, uow, inputs, who, now, idempotency_key)


SteppingDep = Annotated[Stepping, Depends(_stepping)]


@router.post("/scenarios/{scenario_id}/submit", response_model=ReviewRead, responses=_STEP_REFUSALS)
async def submit_scenario(stepping: SteppingDep) -> Response:
    """Submit a scenario for review, with the figures it has now."""
    return await stepping.take("submitted")


@router.post("/scenarios/{scenario_id}/withdraw", response_model=ReviewRead, responses=_STEP_REFUSALS)
async def withdraw_scenario(stepping: SteppingDep) -> Response:
    """Take a scenario out of review, to work on it again."""
    return await stepping.take("withdrawn")


@router.post(
    "/scenarios/{scenario_id}/send-back",
    response_model=ReviewRead,
    responses=_STEP_REFUSALS,
)
async def send_back_scenario(stepping: SteppingDep) -> Response:
    """Send a scenario back to its authors, with the reason."""
    return await stepping.take("sent_back")


@router.post("/scenarios/{scenario_id}/approve", response_model=ReviewRead, responses=_STEP_REFUSALS)
async def approve_scenario(stepping: SteppingDep) -> Response:
    """Approve the submitted figures for publication."""
    return await stepping.take("approved")


@router.post("/scenarios/{scenario_id}/board-approval", response_model=ReviewRead, responses=_STEP_REFUSALS)
async def record_board_approval(stepping: SteppingDep) -> Response:
    """Record that the board approved the figures."""
    return await stepping.take("board_approved")


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
