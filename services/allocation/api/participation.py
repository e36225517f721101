"""Stakeholder input for those who have a link: no account, nothing but this one page of the district."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Request, Response

from services.allocation.api.answers import CREATED, answer
from services.allocation.api.deps import FormulasDep, PreparedInputsDep
from services.allocation.api.participation_models import (
    EffectRead,
    ProposalCreate,
    ProposalSent,
    PublicInvitation,
    TryRequest,
)
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.participate import NewProposal
from services.allocation.usecases.participate import open_invitation as open_page
from services.allocation.usecases.participate import send_proposal as send
from services.allocation.usecases.participate import try_proposal as try_out
from services.allocation.usecases.participation_refusals import (
    InvitationClosed,
    InvitationNotFound,
    InvitationRefused,
    LooksAutomatic,
    TooManyProposals,
)
from services.allocation.usecases.refusals import AllocationInfeasible
from shared.authorisation import SecuredRouter
from shared.clock import Now
from shared.idempotency import IdempotencyKey
from shared.openapi import problem_responses

router = SecuredRouter("allocation", prefix="/v1/public/invitations", tags=["public"])
_DISTRICT_LENGTH = 32
Token = Annotated[
    str,
    Path(
        pattern=r"^[0-9a-f]{32}[A-Za-z0-9_-]{43}$",
        description="The last part of the link. It names the district and holds a secret.",
        examples=["6f1e0a4c5b7d4e0f9a3c2b1d0e8f7a65" + "x" * 43],
    ),
]


def token_of(district_id: UUID, secret: str) -> str:
    """Return the last part of the link to an invitation."""
    return district_id.hex + secret


async def _visitor(request: Request, token: Token) -> AllocationUnitOfWork:
    # The token names the district, and row security shows nothing of any other; the secret opens one invitation.
    return AllocationUnitOfWork(request.app.state.database, UUID(token[:_DISTRICT_LENGTH]))


VisitorDep = Annotated[AllocationUnitOfWork, Depends(_visitor)]


@router.get("/{token}", response_model=PublicInvitation, responses=problem_responses(InvitationNotFound))
async def open_invitation(
    token: Token, uow: VisitorDep, inputs: PreparedInputsDep, formulas: FormulasDep, now: Now
) -> Response:
    """Open an invitation: its texts, its sliders, and how groups of schools stand by the district's own values."""
    formula, effect = await open_page(uow, inputs, formulas, token[_DISTRICT_LENGTH:])
    return answer(PublicInvitation.of(formula, effect, now.date()))


@router.post(
    "/{token}/try",
    response_model=EffectRead,
    responses=problem_responses(InvitationNotFound, InvitationRefused, AllocationInfeasible),
)
async def try_proposal(
    token: Token, body: TryRequest, uow: VisitorDep, inputs: PreparedInputsDep, formulas: FormulasDep
) -> Response:
    """Calculate what values do to groups of schools, by the real formula. Nothing is stored."""
    effect = await try_out(uow, inputs, formulas, token[_DISTRICT_LENGTH:], body.values)
    return answer(EffectRead.of(effect))


@router.post(
    "/{token}/proposals",
    status_code=201,
    response_model=ProposalSent,
    responses=CREATED
    | problem_responses(
        InvitationNotFound, InvitationRefused, AllocationInfeasible, InvitationClosed, TooManyProposals, LooksAutomatic
    ),
)
async def send_proposal(
    token: Token,
    body: ProposalCreate,
    uow: VisitorDep,
    inputs: PreparedInputsDep,
    formulas: FormulasDep,
    now: Now,
    idempotency_key: IdempotencyKey,
) -> Response:
    """Send a proposal. Nothing about the person is asked or kept; sent again with the same key it counts once."""
    if body.website:
        raise LooksAutomatic()
    new = NewProposal(dict(body.values), body.comment, body.language, idempotency_key)
    row = await send(uow, inputs, formulas, token[_DISTRICT_LENGTH:], new, now)
    sent = ProposalSent(proposal_id=row.proposal_id, sent_on=row.sent_on)
    return answer(sent, status=201, location=f"/v1/public/invitations/{token}")
