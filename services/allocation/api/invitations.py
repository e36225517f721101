"""Invitations to try the formula, and what came of them."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response

from services.allocation.api.answers import CREATED_WITH_ETAG, WITH_ETAG, answer, answer_once, filters_of, id_of
from services.allocation.api.deps import AnyYear, FormulasDep, PreparedInputsDep, UnitOfWorkDep, WhoDep
from services.allocation.api.participation import token_of
from services.allocation.api.participation_models import (
    InvitationRead,
    InvitationSummaryRead,
    InvitationWrite,
    ProposalRead,
)
from services.allocation.usecases.invitations import CountedInvitation, NewInvitation
from services.allocation.usecases.invitations import create_invitation as create
from services.allocation.usecases.invitations import get_invitation as read_one
from services.allocation.usecases.invitations import hide_proposal_comment as hide
from services.allocation.usecases.invitations import list_invitations as read_all
from services.allocation.usecases.invitations import list_proposals as read_proposals
from services.allocation.usecases.invitations import replace_invitation as replace
from services.allocation.usecases.invitations import summarise_invitation as summarise
from services.allocation.usecases.invitations import withdraw_invitation as withdraw
from services.allocation.usecases.participation_refusals import (
    InvitationNotFound,
    InvitationRefused,
    ProposalNotFound,
    SlidersFixed,
)
from services.allocation.usecases.refusals import (
    AllocationInfeasible,
    DataMissing,
    DataVersionMissing,
    InputsRefused,
    PolicyRefused,
    ScenarioNotFound,
)
from shared.authorisation import Caller, SecuredRouter
from shared.clock import Now
from shared.etags import IfMatch
from shared.idempotency import IdempotencyKey, IdempotencyKeyReused, IdempotentRequest
from shared.openapi import problem_responses
from shared.paging import Page, PageSize, PageToken, token_after
from shared.problems import PreconditionFailed, PreconditionRequired

router = SecuredRouter("allocation", prefix="/v1", tags=["participation"])


async def _district(identity: Caller) -> UUID:
    return identity.district_id


DistrictDep = Annotated[UUID, Depends(_district)]


def _read(counted: CountedInvitation, district_id: UUID) -> InvitationRead:
    return InvitationRead.of(counted, token_of(district_id, counted.row.secret))


@router.post(
    "/scenarios/{scenario_id}/invitations",
    status_code=201,
    response_model=InvitationRead,
    responses=CREATED_WITH_ETAG
    | problem_responses(
        ScenarioNotFound,
        DataMissing,
        DataVersionMissing,
        InputsRefused,
        AllocationInfeasible,
        PolicyRefused,
        InvitationRefused,
        IdempotencyKeyReused,
    ),
)
async def create_invitation(
    scenario_id: UUID,
    body: InvitationWrite,
    uow: UnitOfWorkDep,
    inputs: PreparedInputsDep,
    who: WhoDep,
    district_id: DistrictDep,
    now: Now,
    idempotency_key: IdempotencyKey,
) -> Response:
    """Invite people to try a scenario's formula within bounds; its policy and data stay as they are today."""

    async def act() -> Response:
        new = NewInvitation(body.text, body.opens_on, body.closes_on)
        made = _read(await create(uow, inputs, scenario_id, new, who, now), district_id)
        return answer(made, status=201, version=made.version, location=f"/v1/invitations/{made.invitation_id}")

    request = IdempotentRequest.of(idempotency_key, "create_invitation", str(scenario_id), body.model_dump(mode="json"))
    return await answer_once(uow, request, act)


@router.get("/invitations")
async def list_invitations(
    uow: UnitOfWorkDep,
    district_id: DistrictDep,
    fiscal_year: AnyYear = None,
    page_size: PageSize = 50,
    page_token: PageToken = "",
) -> Page[InvitationRead]:
    """List invitations, newest first."""
    filters = filters_of("invitations", {"fiscal_year": fiscal_year})
    found = await read_all(uow, fiscal_year, id_of(page_token, filters), page_size + 1)
    items = [_read(each, district_id) for each in found[:page_size]]
    more = len(found) > page_size
    return Page(items=items, next_page_token=token_after(str(items[-1].invitation_id), filters) if more else "")


@router.get(
    "/invitations/{invitation_id}",
    response_model=InvitationRead,
    responses=WITH_ETAG | problem_responses(InvitationNotFound),
)
async def get_invitation(invitation_id: UUID, uow: UnitOfWorkDep, district_id: DistrictDep) -> Response:
    """Show an invitation with its link."""
    found = _read(await read_one(uow, invitation_id), district_id)
    return answer(found, version=found.version)


@router.put(
    "/invitations/{invitation_id}",
    response_model=InvitationRead,
    responses=WITH_ETAG
    | problem_responses(InvitationNotFound, InvitationRefused, SlidersFixed, PreconditionRequired, PreconditionFailed),
)
async def replace_invitation(
    invitation_id: UUID,
    body: InvitationWrite,
    uow: UnitOfWorkDep,
    who: WhoDep,
    district_id: DistrictDep,
    now: Now,
    if_match: IfMatch = None,
) -> Response:
    """Change texts and days; sliders only until the first proposal."""
    new = NewInvitation(body.text, body.opens_on, body.closes_on)
    changed = _read(await replace(uow, invitation_id, new, if_match, who, now), district_id)
    return answer(changed, version=changed.version)


@router.delete("/invitations/{invitation_id}", status_code=204, responses=problem_responses(InvitationNotFound))
async def withdraw_invitation(invitation_id: UUID, uow: UnitOfWorkDep, who: WhoDep, now: Now) -> None:
    """End an invitation for good; the link then says so, and what was proposed stays."""
    await withdraw(uow, invitation_id, who, now)


@router.get(
    "/invitations/{invitation_id}/summary",
    response_model=InvitationSummaryRead,
    responses=problem_responses(InvitationNotFound, AllocationInfeasible),
)
async def summarise_invitation(
    invitation_id: UUID, uow: UnitOfWorkDep, inputs: PreparedInputsDep, formulas: FormulasDep, district_id: DistrictDep
) -> Response:
    """Summarise the proposals by setting, and hold them against the adopted policy."""
    found = await summarise(uow, inputs, formulas, invitation_id)
    token = token_of(district_id, found.invitation.row.secret)
    return answer(InvitationSummaryRead.of(found, token))


@router.get("/invitations/{invitation_id}/proposals", responses=problem_responses(InvitationNotFound))
async def list_proposals(
    invitation_id: UUID, uow: UnitOfWorkDep, page_size: PageSize = 100, page_token: PageToken = ""
) -> Page[ProposalRead]:
    """List the proposals of an invitation, newest first."""
    filters = filters_of("proposals", {"invitation_id": invitation_id})
    found = await read_proposals(uow, invitation_id, id_of(page_token, filters), page_size + 1)
    items = [ProposalRead.of(row) for row in found[:page_size]]
    more = len(found) > page_size
    return Page(items=items, next_page_token=token_after(str(items[-1].proposal_id), filters) if more else "")


@router.delete(
    "/invitations/{invitation_id}/proposals/{proposal_id}/comment",
    status_code=204,
    responses=problem_responses(ProposalNotFound),
)
async def delete_proposal_comment(invitation_id: UUID, proposal_id: UUID, uow: UnitOfWorkDep, now: Now) -> None:
    """Delete a comment, for example one that names somebody; the proposal counts on."""
    await hide(uow, invitation_id, proposal_id, now)
