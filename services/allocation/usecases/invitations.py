"""An editor's side of stakeholder input: make an invitation, change it, end it, and see what came of it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.allocation.domain.canonical import canonical_hash
from services.allocation.domain.errors import PolicyProblem, PolicyProblems
from services.allocation.domain.participation.effect import Effect
from services.allocation.domain.participation.invitation import InvitationText, SliderState, slider_states
from services.allocation.domain.participation.summary import SettingSummary, summarise
from services.allocation.domain.policy import Policy
from services.allocation.domain.solve.settings import policy_settings
from services.allocation.store.invitations import InvitationRow, ProposalRow
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import calculate_scenario, stored_policy
from services.allocation.usecases.participate import Formulas
from services.allocation.usecases.participation_refusals import (
    InvitationNotFound,
    InvitationRefused,
    ProposalNotFound,
    SlidersFixed,
)
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.who import Who
from shared.audit.canonical import Value
from shared.etags import require_match
from shared.events.event_id import uuid7

MOST_SUMMARISED = 50_000


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """What an invitation says, and its first and last day."""

    text: InvitationText
    opens_on: date
    closes_on: date


@dataclass(frozen=True, slots=True)
class CountedInvitation:
    """An invitation with the number of its proposals."""

    row: InvitationRow
    proposal_count: int
    sliders: list[SliderState]


@dataclass(frozen=True, slots=True)
class AdoptedPolicy:
    """What the district decided for a year: its newest publication or, before one, the scenario that it adopted.

    Attributes:
        values: By setting; a policy of another form may lack one.
        run_id: The publication; None where the policy is a scenario's.
        scenario_id: The adopted scenario; None where the policy is a publication's.
    """

    values: Mapping[str, Decimal]
    run_id: UUID | None = None
    scenario_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class InvitationSummary:
    """What was proposed, beside the invitation's own policy and the adopted one.

    Attributes:
        adopted: None where the year has neither a publication nor an adopted scenario.
        median_effect: What the middle values do to groups of schools; None without proposals or without result.
    """

    invitation: CountedInvitation
    settings: list[SettingSummary]
    adopted: AdoptedPolicy | None
    median_effect: Effect | None


async def create_invitation(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, scenario_id: UUID, new: NewInvitation, who: Who, now: datetime
) -> CountedInvitation:
    """Make an invitation from a scenario; its policy and data stay as they are today.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        InvitationRefused: A slider names no setting, or the days are in the wrong order.
        AllocationInfeasible: The scenario's own policy cannot be calculated.
    """
    _check_days(new)
    async with uow:
        calculation = await calculate_scenario(uow, inputs, scenario_id, None)
        sliders = _sliders(new.text, calculation.policy)
        row = InvitationRow(
            invitation_id=uuid7(),
            fiscal_year=calculation.scenario.fiscal_year,
            scenario_id=scenario_id,
            scenario_name=calculation.scenario.name,
            secret=secrets.token_urlsafe(32),
            version=1,
            document=new.text.model_dump(mode="json"),
            policy=calculation.policy.model_dump(mode="json"),
            data_versions=calculation.data_versions,
            opens_on=new.opens_on,
            closes_on=new.closes_on,
            withdrawn_at=None,
            created_at=now,
            changed_at=now,
            changed_by_name=who.name,
        )
        await uow.invitations.add(row, who.user_id)
        _record(uow, "invitation.created", row)
    return CountedInvitation(row, 0, sliders)


async def list_invitations(
    uow: AllocationUnitOfWork, fiscal_year: int | None, before: UUID | None, limit: int
) -> list[CountedInvitation]:
    """Return up to ``limit`` invitations, newest first."""
    async with uow:
        rows = await uow.invitations.list_before(fiscal_year, before, limit)
        counts = await uow.invitations.proposal_counts([row.invitation_id for row in rows])
    return [_counted(row, counts.get(row.invitation_id, 0)) for row in rows]


async def get_invitation(uow: AllocationUnitOfWork, invitation_id: UUID) -> CountedInvitation:
    """Return one invitation.

    Raises:
        InvitationNotFound: There is none, or not in this district.
    """
    async with uow:
        return await _get(uow, invitation_id)


async def replace_invitation(
    uow: AllocationUnitOfWork, invitation_id: UUID, new: NewInvitation, if_match: str | None, who: Who, now: datetime
) -> CountedInvitation:
    """Change texts and days; sliders only as long as nobody has answered.

    Raises:
        InvitationNotFound: There is none, or not in this district.
        SlidersFixed: There are proposals, and settings, bounds or steps differ.
        PreconditionRequired, PreconditionFailed: The version is not named, or not the newest.
    """
    _check_days(new)
    async with uow:
        counted = await _get(uow, invitation_id, lock=True)
        row = counted.row
        require_match(if_match, row.version)
        sliders = _sliders(new.text, stored_policy(row.policy))
        before = [state.slider.move for state in counted.sliders]
        if counted.proposal_count and before != [slider.move for slider in new.text.sliders]:
            raise SlidersFixed()
        changed = replace(
            row,
            version=row.version + 1,
            document=new.text.model_dump(mode="json"),
            opens_on=new.opens_on,
            closes_on=new.closes_on,
            changed_at=now,
            changed_by_name=who.name,
        )
        await uow.invitations.replace(changed, who.user_id)
        _record(uow, "invitation.replaced", changed)
    return CountedInvitation(changed, counted.proposal_count, sliders)


async def withdraw_invitation(uow: AllocationUnitOfWork, invitation_id: UUID, who: Who, now: datetime) -> None:
    """End an invitation for good; what was proposed stays.

    Raises:
        InvitationNotFound: There is none, or not in this district.
    """
    async with uow:
        row = (await _get(uow, invitation_id, lock=True)).row
        if row.withdrawn_at is None:
            ended = replace(row, version=row.version + 1, withdrawn_at=now, changed_at=now, changed_by_name=who.name)
            await uow.invitations.replace(ended, who.user_id)
            _record(uow, "invitation.withdrawn", ended)


async def summarise_invitation(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, formulas: Formulas, invitation_id: UUID
) -> InvitationSummary:
    """Summarise the proposals and hold them against the adopted policy.

    Raises:
        InvitationNotFound: There is none, or not in this district.
    """
    async with uow:
        counted = await _get(uow, invitation_id)
        rows = await uow.invitations.proposals(invitation_id, None, MOST_SUMMARISED)
        proposals = [{name: Decimal(value) for name, value in row.setting_values.items()} for row in rows]
        settings = summarise([state.slider for state in counted.sliders], proposals)
        adopted = await _adopted(uow, counted.row.fiscal_year)
        median = {each.setting: each.median for each in settings if each.median is not None}
        effect = None
        if rows:
            formula = await formulas.formula(uow, inputs, counted.row)
            effect = formulas.effect(formula, median)
    return InvitationSummary(counted, settings, adopted, effect)


async def list_proposals(
    uow: AllocationUnitOfWork, invitation_id: UUID, before: UUID | None, limit: int
) -> list[ProposalRow]:
    """Return up to ``limit`` proposals, newest first.

    Raises:
        InvitationNotFound: There is none, or not in this district.
    """
    async with uow:
        await _get(uow, invitation_id)
        return await uow.invitations.proposals(invitation_id, before, limit)


async def hide_proposal_comment(
    uow: AllocationUnitOfWork, invitation_id: UUID, proposal_id: UUID, now: datetime
) -> None:
    """Delete a comment, for example one that names somebody; the proposal counts on.

    Raises:
        ProposalNotFound: The invitation has no such proposal.
    """
    async with uow:
        if not await uow.invitations.hide_comment(invitation_id, proposal_id, now):
            raise ProposalNotFound(proposal_id)
        uow.record("proposal.comment_deleted", proposal_id, {"invitation_id": str(invitation_id)})


def _record(uow: AllocationUnitOfWork, action: str, row: InvitationRow) -> None:
    detail: dict[str, Value] = {
        "scenario_id": str(row.scenario_id),
        "version": row.version,
        "opens_on": row.opens_on.isoformat(),
        "closes_on": row.closes_on.isoformat(),
        "document_hash": canonical_hash(row.document),
    }
    uow.record(action, row.invitation_id, detail)


async def _get(uow: AllocationUnitOfWork, invitation_id: UUID, *, lock: bool = False) -> CountedInvitation:
    row = await uow.invitations.find(invitation_id, lock=lock)
    if row is None:
        raise InvitationNotFound()
    counts = await uow.invitations.proposal_counts([invitation_id])
    return _counted(row, counts.get(invitation_id, 0))


def _counted(row: InvitationRow, count: int) -> CountedInvitation:
    text = InvitationText.model_validate(row.document)
    return CountedInvitation(row, count, slider_states(stored_policy(row.policy), text))


async def _adopted(uow: AllocationUnitOfWork, fiscal_year: int) -> AdoptedPolicy | None:
    # What is published is final; an adopted scenario is where the district stands until then.
    for run in await uow.runs.list_before(fiscal_year, None, 1):
        if (policy := await uow.runs.find_policy(run.run_id)) is not None:
            return AdoptedPolicy(_values(policy), run_id=run.run_id)
    adoption = await uow.reviews.find_adopted(fiscal_year)
    if adoption is None:
        return None
    # As it was when it was adopted: nobody has adopted what was changed in it since.
    version = await uow.scenarios.find_version(adoption.scenario_id, adoption.scenario_version)
    return None if version is None else AdoptedPolicy(_values(version.policy), scenario_id=adoption.scenario_id)


def _values(policy: dict[str, Any]) -> dict[str, Decimal]:
    return {each.setting: each.value for each in policy_settings(stored_policy(policy))}


def _sliders(text: InvitationText, policy: Policy) -> list[SliderState]:
    try:
        return slider_states(policy, text)
    except PolicyProblems as error:
        raise InvitationRefused(error) from error


def _check_days(new: NewInvitation) -> None:
    if new.closes_on < new.opens_on:
        message = f"the last day {new.closes_on} is before the first {new.opens_on}"
        problem = PolicyProblem("/closes_on", "days_out_of_order", message, "Choose a later last day.")
        raise InvitationRefused(PolicyProblems([problem]))
