"""What people say about a scenario: threads, answers, and what was settled."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from services.allocation.store.comments import CommentRow, NewComment
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.refusals import ScenarioNotFound
from services.allocation.usecases.review_refusals import CommentNotFound, NotResolvable, ReplyToReply
from services.allocation.usecases.who import Who
from shared.events.allocation import AllocationScenarioReviewChangedV1
from shared.events.event_id import uuid7


@dataclass(frozen=True, slots=True)
class Comment:
    """What is said, where it answers what, and which school or source it is about."""

    scenario_id: UUID
    body: str
    thread_id: UUID | None = None
    school_id: str | None = None
    source_id: str | None = None


async def add_scenario_comment(uow: AllocationUnitOfWork, comment: Comment, who: Who, now: datetime) -> CommentRow:
    """Add a comment to a scenario, or to one of its threads.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        CommentNotFound: The thread is not one of this scenario.
        ReplyToReply: It answers an answer.
    """
    comment_id = uuid7()
    new = NewComment(
        comment_id=comment_id,
        scenario_id=comment.scenario_id,
        thread_id=comment.thread_id,
        body=comment.body,
        school_id=comment.school_id,
        source_id=comment.source_id,
        written_at=now,
        written_by=who.user_id,
        written_by_name=who.name,
        written_as=who.role,
    )
    async with uow:
        written = await uow.comments.add(new)
        if written is None:
            raise await _why_not(uow, comment)
        uow.emit(
            AllocationScenarioReviewChangedV1(
                district_id=uow.district_id,
                scenario_id=comment.scenario_id,
                fiscal_year=written.fiscal_year,
                change="commented",
            )
        )
    return CommentRow(
        comment_id=comment_id,
        scenario_id=comment.scenario_id,
        scenario_version=written.scenario_version,
        thread_id=comment.thread_id or comment_id,
        body=comment.body,
        school_id=comment.school_id,
        source_id=comment.source_id,
        written_at=now,
        written_by_name=who.name,
        written_as=who.role,
        resolved_at=None,
        resolved_by_name=None,
    )


async def _why_not(uow: AllocationUnitOfWork, comment: Comment) -> Exception:
    if comment.thread_id is None or await uow.scenarios.find(comment.scenario_id) is None:
        return ScenarioNotFound(comment.scenario_id)
    if await uow.comments.find(comment.scenario_id, comment.thread_id) is None:
        return CommentNotFound(comment.thread_id)
    return ReplyToReply(comment.thread_id)


async def list_scenario_comments(
    uow: AllocationUnitOfWork, scenario_id: UUID, after: UUID | None, limit: int
) -> list[CommentRow]:
    """Return up to ``limit`` comments, oldest first.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
    """
    async with uow:
        if await uow.scenarios.find(scenario_id) is None:
            raise ScenarioNotFound(scenario_id)
        return await uow.comments.list_after(scenario_id, after, limit)


async def resolve_scenario_comment(
    uow: AllocationUnitOfWork, scenario_id: UUID, comment_id: UUID, resolved: bool, who: Who, now: datetime
) -> CommentRow:
    """Mark a thread as resolved, or open it again; doing it twice changes nothing.

    Raises:
        CommentNotFound: There is none on this scenario.
        NotResolvable: It is an answer, not a thread.
    """
    async with uow:
        scenario = await uow.scenarios.find(scenario_id)
        row = await uow.comments.find(scenario_id, comment_id)
        if scenario is None or row is None:
            raise CommentNotFound(comment_id)
        if row.thread_id != row.comment_id:
            raise NotResolvable(comment_id)
        if (row.resolved_at is not None) == resolved:
            return row
        row = replace(row, resolved_at=now if resolved else None, resolved_by_name=who.name if resolved else None)
        await uow.comments.resolve(comment_id, row.resolved_at, row.resolved_by_name)
        uow.emit(
            AllocationScenarioReviewChangedV1(
                district_id=uow.district_id,
                scenario_id=scenario_id,
                fiscal_year=scenario.fiscal_year,
                change="comment_resolved" if resolved else "comment_reopened",
            )
        )
    return row
