"""What measuring, comparing, reviewing and showing an allocation refuses, and what the reader can do about it."""

from collections.abc import Sequence
from uuid import UUID

from shared.problems import Malformed, NotFound, ProblemItem, Refusal, clean


class NeedNotCounted(Malformed):
    """The district's data have no pupils of this need category."""

    code = "need_not_counted"
    title = "This need is not counted"

    def __init__(self, need: str, counted: Sequence[str]) -> None:
        message = f"{clean(need, 100)!r} is not counted; counted are {', '.join(counted) or 'none'}"
        super().__init__(
            f"{message[0].upper()}{message[1:]}. Choose one of these, or leave it out.",
            [ProblemItem(pointer="/need_category", code="need_not_counted", message=message)],
        )


class NothingToMeasure(Refusal):
    """No school has pupils."""

    code = "nothing_to_measure"
    title = "There is nothing to measure"

    def __init__(self) -> None:
        super().__init__("No school has pupils in these data. Import the year's counts, then measure again.")


class DifferentYears(Refusal):
    """Scenarios of different years were to be compared."""

    code = "different_years"
    title = "These scenarios are for different years"

    def __init__(self, years: Sequence[int]) -> None:
        named = ", ".join(map(str, sorted(set(years))))
        super().__init__(f"They are for fiscal years {named}. Compare scenarios of one year.")


class CommentNotFound(NotFound):
    """There is no such comment."""

    code = "comment_not_found"
    title = "Comment not found"

    def __init__(self, comment_id: UUID) -> None:
        super().__init__(f"There is no comment {comment_id} on this scenario. Load the comments again.")


class ReplyToReply(Refusal):
    """Replies stand under a thread's first comment only."""

    code = "reply_to_reply"
    title = "Answer the thread, not the reply"

    def __init__(self, comment_id: UUID) -> None:
        super().__init__(f"{comment_id} is a reply itself. Answer the first comment of its thread.")


class NotResolvable(Refusal):
    """Only a thread as a whole is resolved."""

    code = "not_a_thread"
    title = "Only a thread can be resolved"

    def __init__(self, comment_id: UUID) -> None:
        super().__init__(f"{comment_id} is a reply. Resolve the first comment of its thread.")


_STEPS = {
    "submitted": "submitted for review",
    "withdrawn": "withdrawn",
    "sent_back": "sent back",
    "approved": "approved",
    "board_approved": "marked as approved by the board",
}
_STATES = {
    "draft": "a draft",
    "in_review": "in review",
    "approved": "approved and waiting for the board",
    "board_approved": "approved by the board",
    "published": "published",
    "revised": "replaced by a later publication",
}
_REMEDIES = {
    "submitted": "To change it, withdraw it or save a new version first.",
    "approved": "Somebody submits it for review first.",
    "board_approved": "The budget director or the superintendent approves it for publication first.",
}


class ActionNotPossible(Refusal):
    """The review's state does not allow this action."""

    code = "review_action_not_possible"
    title = "Not possible in this state of the review"

    def __init__(self, step: str, state: str) -> None:
        remedy = _REMEDIES.get(step, "Load the page again to see where it stands.")
        super().__init__(f"A scenario that is {_STATES[state]} cannot be {_STEPS[step]}. {remedy}", state=state)


class ReasonMissing(Malformed):
    """Who sends something back says why."""

    code = "reason_missing"
    title = "Say why"

    def __init__(self) -> None:
        message = "say what should change before it comes back"
        super().__init__(
            "Sending back needs a reason: say what should change before it comes back.",
            [ProblemItem(pointer="/reason", code="reason_missing", message=message)],
        )


class AnotherVersionReviewed(Refusal):
    """The scenario, or the data it stands on, changed since what the caller looked at."""

    code = "another_version_reviewed"
    title = "It changed while you were looking"

    def __init__(self) -> None:
        super().__init__(
            "The scenario or its data changed since the page was loaded. Load it again, look at the new figures, and "
            "then decide."
        )


class ApprovalMissing(Refusal):
    """The district's rule asks for an approval that this scenario does not have."""

    code = "approval_missing"
    title = "Publishing needs an approval first"

    def __init__(self, requires: str) -> None:
        who = "the board's approval" if requires == "board_approval" else "an approval"
        super().__init__(
            f"Your district publishes only with {who} of exactly these figures. Submit the scenario for review, and "
            "publish it once that is recorded."
        )


class RunNotPublic(NotFound):
    """There is no public page of this run."""

    code = "public_allocation_not_found"
    title = "There is no such public page"

    def __init__(self) -> None:
        super().__init__(
            "This address shows no allocation: the district has not made it public, or has taken it back. Ask the "
            "district's budget office for the address of the present one."
        )
