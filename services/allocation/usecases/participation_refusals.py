"""What invitations and proposals are refused for."""

from datetime import date
from http import HTTPStatus
from uuid import UUID

from services.allocation.domain.errors import PolicyProblems
from shared.problems import Malformed, NotFound, ProblemItem, Refusal, clean


class InvitationNotFound(NotFound):
    """There is no such invitation, or the link is not whole."""

    code = "invitation_not_found"
    title = "Invitation not found"

    def __init__(self) -> None:
        super().__init__("No invitation belongs to this address. Check that the link is whole, or ask for a new one.")


class ProposalNotFound(NotFound):
    """The invitation has no such proposal."""

    code = "proposal_not_found"
    title = "Proposal not found"

    def __init__(self, proposal_id: UUID) -> None:
        super().__init__(f"The invitation has no proposal {proposal_id}. Look at the list of proposals.")


class InvitationClosed(Refusal):
    """It is before the first or after the last day, or the invitation was withdrawn."""

    code = "invitation_closed"
    title = "Proposals are not taken now"

    def __init__(self, opens_on: date, closes_on: date) -> None:
        super().__init__(
            f"Proposals are taken from {opens_on} to {closes_on}, unless the district ends it before. Come back then, "
            "or write to the district.",
            opens_on=opens_on.isoformat(),
            closes_on=closes_on.isoformat(),
        )


class SlidersFixed(Refusal):
    """People have answered already; other sliders would make their answers mean something else."""

    code = "sliders_fixed"
    title = "The sliders can no longer change"

    def __init__(self) -> None:
        super().__init__(
            "Proposals were sent already, so settings, bounds and steps stay as they are. Change texts and dates only, "
            "or make another invitation."
        )


class TooManyProposals(Refusal):
    """More proposals arrive than people would send."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "too_many_proposals"
    title = "Too many proposals at once"

    def __init__(self, wait_s: int) -> None:
        super().__init__(
            f"More proposals arrive than can be taken right now. Wait {wait_s} seconds and send yours again.",
            headers={"Retry-After": str(wait_s)},
        )


class InvitationRefused(Malformed):
    """Sliders or values do not fit the policy."""

    code = "invitation_problems"
    title = "The invitation or the proposal has faults"

    def __init__(self, error: PolicyProblems, at: str = "") -> None:
        items = [
            ProblemItem(
                pointer=clean(at + each.pointer.replace("/moves/", "/sliders/")),
                code=each.code,
                message=clean(each.message),
                remedy=clean(each.remedy),
            )
            for each in error.problems[:100]
        ]
        super().__init__(f"{len(error.problems)} faults. Each is listed with its place.", items)


class LooksAutomatic(Malformed):
    """A field that people do not see was filled in."""

    code = "looks_automatic"
    title = "This looks like an automatic form filler"

    def __init__(self) -> None:
        super().__init__(
            "The field `website` must stay empty; only programs fill it in. Send the proposal without it.",
            [ProblemItem(pointer="/website", code="must_be_empty", message="people do not see this field")],
        )
