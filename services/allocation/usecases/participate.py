"""A visitor's side of stakeholder input: read an invitation, try values on the real formula, send a proposal.

Nobody signs in. The link names the district and holds a secret; everything is read and written inside that district's
row security, and only through the invitation that the secret opens.
"""

import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from cachetools import LRUCache

from services.allocation.domain.errors import PolicyProblems
from services.allocation.domain.participation.effect import Effect, effect_of, need_of
from services.allocation.domain.participation.invitation import (
    InvitationText,
    SliderState,
    proposed_policy,
    slider_states,
)
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.result import Result
from services.allocation.store.invitations import InvitationRow, ProposalRow
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import run_engine, stored_policy
from services.allocation.usecases.participation_refusals import (
    InvitationClosed,
    InvitationNotFound,
    InvitationRefused,
    TooManyProposals,
)
from services.allocation.usecases.prepared_inputs import PreparedInputs
from shared.events.event_id import uuid7

_FORMULAS_KEPT = 32
_EFFECTS_KEPT = 4_096
_WINDOW_S = 60
_MOST_IN_WINDOW = 120
"""Most proposals that one invitation takes in a minute: a full hall of people at once, and no flood."""

Values = tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Formula:
    """An invitation ready to be tried: its policy, its data, and what the policy itself gives."""

    row: InvitationRow
    text: InvitationText
    policy: Policy
    prepared: Prepared
    before: Result
    need_category: str | None
    sliders: list[SliderState]


class Formulas:
    """Formulas that people are trying right now, and what was tried of them: moving a slider back costs nothing."""

    def __init__(self) -> None:
        self._formulas: LRUCache[tuple[UUID, int], Formula] = LRUCache(_FORMULAS_KEPT)
        self._effects: LRUCache[tuple[UUID, int, Values], Effect] = LRUCache(_EFFECTS_KEPT)
        self._window: dict[UUID, tuple[float, int]] = {}

    async def formula(self, uow: AllocationUnitOfWork, inputs: PreparedInputs, row: InvitationRow) -> Formula:
        """Return an invitation ready to be tried."""
        key = (row.invitation_id, row.version)
        found = self._formulas.get(key)
        if found is None:
            text = InvitationText.model_validate(row.document)
            policy = stored_policy(row.policy)
            data = await inputs.of_year(uow, row.fiscal_year, row.data_versions, policy, only_pinned=True)
            needs = [state.slider.setting.rpartition(":")[2] for state in slider_states(policy, text)]
            found = self._formulas[key] = Formula(
                row,
                text,
                policy,
                data.prepared,
                run_engine(data.prepared, policy),
                need_of(policy.need_categories, needs),
                slider_states(policy, text),
            )
        return found

    def effect(self, formula: Formula, values: Mapping[str, Decimal]) -> Effect:
        """Return what values do to groups of schools.

        Raises:
            InvitationRefused: A value is missing, of no slider, or off its stops.
            AllocationInfeasible: The money does not suffice for these values.
        """
        key = (formula.row.invitation_id, formula.row.version, tuple(sorted(values.items())))
        found = self._effects.get(key)
        if found is None:
            try:
                policy = proposed_policy(formula.policy, formula.text, values)
            except PolicyProblems as error:
                raise InvitationRefused(error) from error
            after = run_engine(formula.prepared, policy)
            found = self._effects[key] = effect_of(formula.before, after, formula.need_category)
        return found

    def count_proposal(self, invitation_id: UUID, now_s: float) -> None:
        """Count a proposal that is about to be kept.

        Raises:
            TooManyProposals: The invitation has taken all that it takes in a minute.
        """
        ends, count = self._window.get(invitation_id, (0.0, 0))
        if now_s >= ends:
            # Windows that are over say nothing any more.
            self._window = {key: each for key, each in self._window.items() if each[0] > now_s}
            ends, count = now_s + _WINDOW_S, 0
        if count >= _MOST_IN_WINDOW:
            raise TooManyProposals(max(1, int(ends - now_s) + 1))
        self._window[invitation_id] = ends, count + 1


@dataclass(frozen=True, slots=True)
class NewProposal:
    """What somebody proposes."""

    values: dict[str, Decimal]
    comment: str
    language: str
    retry_key: str


async def open_invitation(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, formulas: Formulas, secret: str
) -> tuple[Formula, Effect]:
    """Return an invitation and how the groups of schools stand by its own policy.

    Raises:
        InvitationNotFound: The link opens nothing.
    """
    async with uow:
        formula = await formulas.formula(uow, inputs, await _opened(uow, secret))
    return formula, effect_of(formula.before, formula.before, formula.need_category)


async def try_proposal(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, formulas: Formulas, secret: str, values: Mapping[str, Decimal]
) -> Effect:
    """Return what values do to groups of schools. Nothing is stored.

    Raises:
        InvitationNotFound: The link opens nothing.
        InvitationRefused: The values do not fit the sliders.
        AllocationInfeasible: The money does not suffice for these values.
    """
    async with uow:
        formula = await formulas.formula(uow, inputs, await _opened(uow, secret))
    return formulas.effect(formula, values)


async def send_proposal(
    uow: AllocationUnitOfWork,
    inputs: PreparedInputs,
    formulas: Formulas,
    secret: str,
    new: NewProposal,
    now: datetime,
) -> ProposalRow:
    """Keep a proposal; sent again with the same key, the first one is returned.

    Raises:
        InvitationNotFound: The link opens nothing.
        InvitationClosed: Proposals are not taken now.
        InvitationRefused: The values do not fit the sliders.
        AllocationInfeasible: The money does not suffice for these values.
        TooManyProposals: More arrive than people would send.
    """
    async with uow:
        row = await _opened(uow, secret)
        if row.withdrawn_at is not None or not row.opens_on <= now.date() <= row.closes_on:
            raise InvitationClosed(row.opens_on, row.closes_on)
        formula = await formulas.formula(uow, inputs, row)
        formulas.effect(formula, new.values)
        formulas.count_proposal(row.invitation_id, time.monotonic())
        return await uow.invitations.add_proposal(
            row.invitation_id,
            ProposalRow(
                proposal_id=uuid7(),
                retry_key=new.retry_key,
                setting_values={name: str(value) for name, value in sorted(new.values.items())},
                comment=new.comment.strip() if formula.text.comments else "",
                language=new.language,
                sent_on=now.date(),
                hidden_at=None,
            ),
        )


async def _opened(uow: AllocationUnitOfWork, secret: str) -> InvitationRow:
    row = await uow.invitations.find_by_secret(secret)
    if row is None or not hmac.compare_digest(row.secret, secret):
        raise InvitationNotFound()
    return row
