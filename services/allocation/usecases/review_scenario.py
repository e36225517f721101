"""The review of a scenario: who submitted, approved or sent back what, and when; nothing of it is ever unsaid."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.allocation.domain.review import (
    MOVES,
    REQUIREMENTS,
    State,
    Step,
    StepNotPossible,
    after,
    is_satisfied,
    possible_steps,
    state_now,
)
from services.allocation.store.reviews import Adoption, LastStep, PublicationRule, ReviewAction, ReviewLine
from services.allocation.store.scenarios import ScenarioRow
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import calculate_scenario
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.refusals import ScenarioNotFound
from services.allocation.usecases.result_bytes import result_bytes
from services.allocation.usecases.review_refusals import (
    ActionNotPossible,
    AnotherVersionReviewed,
    ApprovalMissing,
    ReasonMissing,
)
from services.allocation.usecases.who import Who
from shared.audit.canonical import Value
from shared.etags import overtaken, require_match
from shared.events.allocation import AllocationScenarioReviewChangedV1, ReviewChange
from shared.events.event_id import uuid7

_CHANGES: dict[Step, ReviewChange] = {
    "submitted": "submitted",
    "withdrawn": "withdrawn",
    "sent_back": "sent_back",
    "approved": "approved",
    "board_approved": "board_approved",
}
# These answer for figures; the others only for a text.
_ANSWERS_FOR_FIGURES = frozenset({"submitted", "approved", "board_approved"})
_ALL = 1_000


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """A step somebody takes, and what they looked at: the scenario's version."""

    scenario_id: UUID
    step: Step
    reason: str
    scenario_version: int


@dataclass(frozen=True, slots=True)
class Review:
    """Where a scenario's review stands, and how it came there.

    Attributes:
        changed_since: The record speaks of an earlier version, so the present one is a draft.
        result_hash: Of the figures last submitted or approved, while the state still stands.
        possible: Steps that somebody may take now; who may is another question.
    """

    scenario: ScenarioRow
    state: State
    changed_since: bool
    result_hash: str | None
    possible: tuple[Step, ...]
    actions: tuple[ReviewAction, ...]
    adopted: Adoption | None
    rule: PublicationRule


async def get_scenario_review(uow: AllocationUnitOfWork, scenario_id: UUID) -> Review:
    """Return where a scenario's review stands.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
    """
    async with uow:
        scenario = await uow.scenarios.find(scenario_id)
        if scenario is None:
            raise ScenarioNotFound(scenario_id)
        return await _review(uow, scenario)


async def take_review_step(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, taken: ReviewStep, who: Who, now: datetime
) -> Review:
    """Submit, withdraw, send back, approve, or record the board's approval.

    Whoever submits or approves answers for figures: they are calculated, and an approval is of those submitted.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        AnotherVersionReviewed: The scenario or its data are not those the caller looked at.
        ActionNotPossible: The review's state does not allow it.
        ReasonMissing: Sending back needs a reason.
    """
    if MOVES[taken.step].needs_reason and not taken.reason.strip():
        raise ReasonMissing()
    async with uow:
        scenario = await uow.scenarios.find(taken.scenario_id, lock=True)
        if scenario is None:
            raise ScenarioNotFound(taken.scenario_id)
        if scenario.version != taken.scenario_version:
            raise AnotherVersionReviewed()
        last = await uow.reviews.last_step(scenario.scenario_id)
        before = _state(last, scenario)
        try:
            state = after(taken.step, before)
        except StepNotPossible as error:
            raise ActionNotPossible(taken.step, before) from error
        result_hash = None
        if taken.step in _ANSWERS_FOR_FIGURES:
            calculation = await calculate_scenario(uow, inputs, scenario.scenario_id, None)
            result_hash = result_bytes(calculation.result).result_hash
            if taken.step != "submitted" and last is not None and last.result_hash != result_hash:
                raise AnotherVersionReviewed()
        action = _action(scenario, taken.step, state, taken.reason, who, now, result_hash=result_hash)
        await uow.reviews.add(action)
        _record(uow, action)
        _tell(uow, scenario, _CHANGES[taken.step])
        return await _review(uow, scenario)


async def adopt_scenario(uow: AllocationUnitOfWork, scenario_id: UUID, reason: str, who: Who, now: datetime) -> Review:
    """Make a scenario its year's adopted one: the one that others are measured against.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
    """
    async with uow:
        scenario = await uow.scenarios.find(scenario_id, lock=True)
        if scenario is None:
            raise ScenarioNotFound(scenario_id)
        await uow.reviews.adopt(
            Adoption(scenario.fiscal_year, scenario_id, scenario.version, now, who.name), who.user_id
        )
        state = _state(await uow.reviews.last_step(scenario_id), scenario)
        action = _action(scenario, "adopted", state, reason, who, now)
        await uow.reviews.add(action)
        _record(uow, action)
        _tell(uow, scenario, "adopted")
        return await _review(uow, scenario)


@dataclass(frozen=True, slots=True)
class YearReviews:
    """Every scenario of a year with its state, its open threads, and the adopted one."""

    lines: tuple[tuple[ReviewLine, State, int], ...]
    adopted: Adoption | None
    rule: PublicationRule


async def list_scenario_reviews(uow: AllocationUnitOfWork, fiscal_year: int) -> YearReviews:
    """Return where every scenario of a year stands."""
    async with uow:
        lines = await uow.reviews.list_year(fiscal_year)
        threads = await uow.comments.open_counts(fiscal_year)
        adopted = await uow.reviews.find_adopted(fiscal_year)
        rule = await uow.reviews.publication_rule()
    return YearReviews(
        tuple(
            (line, state_now(line.state, line.state_version, line.version), threads.get(line.scenario_id, 0))
            for line in lines
        ),
        adopted,
        rule,
    )


async def get_publication_rule(uow: AllocationUnitOfWork) -> PublicationRule:
    """Return what the district asks for before publishing; nothing until it is set."""
    async with uow:
        return await uow.reviews.publication_rule()


async def replace_publication_rule(
    uow: AllocationUnitOfWork, requires: str, if_match: str | None, who: Who, now: datetime
) -> PublicationRule:
    """Set what the district asks for before publishing, if it still is the version the caller read.

    Raises:
        PreconditionRequired: No version was named.
        PreconditionFailed: Somebody else changed it first.
    """
    async with uow:
        before = await uow.reviews.publication_rule()
        require_match(if_match, before.version)
        chosen = next(each for each in REQUIREMENTS if each == requires)
        rule = PublicationRule(chosen, before.version + 1, now, who.name)
        if not await uow.reviews.replace_rule(rule, who.user_id):
            raise overtaken(if_match, before.version + 1)
        uow.record("publication_rule.replaced", uow.district_id, {"version": rule.version, "requires": rule.requires})
    return rule


async def record_publication(
    uow: AllocationUnitOfWork,
    scenario: ScenarioRow,
    *,
    run_id: UUID,
    result_hash: str,
    reason: str,
    superseded: tuple[UUID, UUID, int] | None,
    who: Who,
    now: datetime,
) -> None:
    """Write down that a scenario was published, and that what stood before was revised; part of publishing.

    ``superseded`` is the earlier run with its scenario and that scenario's version; None for a year's first.

    Raises:
        ApprovalMissing: The district's rule asks for an approval of exactly these figures.
    """
    rule = await uow.reviews.publication_rule()
    if rule.requires != "nothing":
        last = await uow.reviews.last_step(scenario.scenario_id)
        if not is_satisfied(rule.requires, _state(last, scenario)) or last is None or last.result_hash != result_hash:
            raise ApprovalMissing(rule.requires)
    # Published again, a scenario is published and not revised: its own record tells of both publications.
    if superseded is not None and superseded[1] != scenario.scenario_id:
        earlier_run, earlier_scenario, earlier_version = superseded
        await uow.reviews.add(
            ReviewAction(
                uuid7(), scenario.fiscal_year, earlier_scenario, earlier_version, "revised", "revised", reason, None,
                earlier_run, now, who.user_id, who.name, who.role,
            )
        )  # fmt: skip
    action = _action(scenario, "published", "published", reason, who, now, result_hash=result_hash, run_id=run_id)
    await uow.reviews.add(action)


def _state(last: LastStep | None, scenario: ScenarioRow) -> State:
    return "draft" if last is None else state_now(last.state, last.scenario_version, scenario.version)


def _action(
    scenario: ScenarioRow,
    action: str,
    state: State,
    reason: str,
    who: Who,
    now: datetime,
    *,
    result_hash: str | None = None,
    run_id: UUID | None = None,
) -> ReviewAction:
    return ReviewAction(
        action_id=uuid7(),
        fiscal_year=scenario.fiscal_year,
        scenario_id=scenario.scenario_id,
        scenario_version=scenario.version,
        action=action,
        state=state,
        reason=reason,
        result_hash=result_hash,
        run_id=run_id,
        acted_at=now,
        acted_by=who.user_id,
        acted_by_name=who.name,
        acted_as=who.role,
    )


def _record(uow: AllocationUnitOfWork, action: ReviewAction) -> None:
    detail: dict[str, Value] = {
        "fiscal_year": action.fiscal_year,
        "scenario_version": action.scenario_version,
        "state": action.state,
        "result_hash": action.result_hash,
        "action_id": str(action.action_id),
    }
    uow.record(f"review.{action.action}", action.scenario_id, detail)


def _tell(uow: AllocationUnitOfWork, scenario: ScenarioRow, change: ReviewChange) -> None:
    uow.emit(
        AllocationScenarioReviewChangedV1(
            district_id=uow.district_id,
            scenario_id=scenario.scenario_id,
            fiscal_year=scenario.fiscal_year,
            change=change,
        )
    )


async def _review(uow: AllocationUnitOfWork, scenario: ScenarioRow) -> Review:
    last = await uow.reviews.last_step(scenario.scenario_id)
    state = _state(last, scenario)
    return Review(
        scenario=scenario,
        state=state,
        changed_since=last is not None and last.scenario_version != scenario.version,
        result_hash=last.result_hash if last is not None and state != "draft" else None,
        possible=possible_steps(state),
        actions=tuple(await uow.reviews.list_of(scenario.scenario_id, None, _ALL)),
        adopted=await uow.reviews.find_adopted(scenario.fiscal_year),
        rule=await uow.reviews.publication_rule(),
    )
