"""Comments on scenarios."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from services.allocation.api.answers import CREATED, answer, answer_once, filters_of, id_of
from services.allocation.api.deps import UnitOfWorkDep, WhoDep
from services.allocation.domain.exact_types import Code
from services.allocation.store.comments import CommentRow
from services.allocation.usecases.comment_scenario import Comment
from services.allocation.usecases.comment_scenario import add_scenario_comment as add
from services.allocation.usecases.comment_scenario import list_scenario_comments as read_all
from services.allocation.usecases.comment_scenario import resolve_scenario_comment as resolve
from services.allocation.usecases.refusals import ScenarioNotFound
from services.allocation.usecases.review_refusals import CommentNotFound, NotResolvable, ReplyToReply
from shared.authorisation import SecuredRouter
from shared.clock import Now
from shared.field_types import PLAIN_TEXT
from shared.idempotency import IdempotencyKey, IdempotencyKeyReused, IdempotentRequest
from shared.openapi import problem_responses
from shared.paging import Page, PageSize, PageToken, token_after

router = SecuredRouter("allocation", prefix="/v1/scenarios", tags=["reviews"])
Said = Annotated[str, StringConstraints(min_length=1, max_length=4000, pattern=PLAIN_TEXT, strip_whitespace=True)]


class CommentCreate(BaseModel):
    """What is said, and about what."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"body": "Why does Willow Creek lose 3 %?", "school_id": "S-014"}]},
    )

    body: Said
    thread_id: UUID | None = Field(default=None, description="The thread's first comment; null begins a thread.")
    school_id: Code | None = Field(default=None, description="The school it is about.")
    source_id: Code | None = Field(default=None, description="The revenue source it is about.")


class CommentRead(BaseModel):
    """A comment."""

    model_config = ConfigDict(from_attributes=True)

    comment_id: UUID
    scenario_id: UUID
    scenario_version: int = Field(description="What it spoke of; the scenario may have changed since.")
    thread_id: UUID
    body: str
    school_id: str | None
    source_id: str | None
    written_at: datetime
    written_by: str = Field(validation_alias="written_by_name")
    written_as: str = Field(description="The role it was written in.")
    resolved_at: datetime | None
    resolved_by: str | None = Field(validation_alias="resolved_by_name")


class CommentResolution(BaseModel):
    """Whether a thread is settled."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"resolved": True}]})

    resolved: StrictBool


@router.get("/{scenario_id}/comments", responses=problem_responses(ScenarioNotFound))
async def list_scenario_comments(
    scenario_id: UUID, uow: UnitOfWorkDep, page_size: PageSize = 200, page_token: PageToken = ""
) -> Page[CommentRead]:
    """List a scenario's comments, oldest first; those of a thread share its `thread_id`."""
    filters = filters_of("comments", {"scenario_id": scenario_id})
    rows = await read_all(uow, scenario_id, id_of(page_token, filters), page_size + 1)
    more = token_after(str(rows[page_size - 1].comment_id), filters) if len(rows) > page_size else ""
    return Page[CommentRead](items=[CommentRead.model_validate(row) for row in rows[:page_size]], next_page_token=more)


@router.post(
    "/{scenario_id}/comments",
    status_code=201,
    response_model=CommentRead,
    responses=CREATED | problem_responses(ScenarioNotFound, CommentNotFound, ReplyToReply, IdempotencyKeyReused),
)
async def add_scenario_comment(
    scenario_id: UUID,
    body: CommentCreate,
    uow: UnitOfWorkDep,
    who: WhoDep,
    now: Now,
    idempotency_key: IdempotencyKey,
) -> Response:
    """Comment on a scenario, on a school or source in it, or answer a thread."""

    async def act() -> Response:
        comment = Comment(scenario_id, body.body, body.thread_id, body.school_id, body.source_id)
        return _created(await add(uow, comment, who, now))

    request = IdempotentRequest.of(
        idempotency_key,
        "add_scenario_comment",
        scenario_id,
        body.body,
        body.thread_id,
        body.school_id,
        body.source_id,
    )
    return await answer_once(uow, request, act)


def _created(row: CommentRow) -> Response:
    place = f"/v1/scenarios/{row.scenario_id}/comments/{row.comment_id}"
    return answer(CommentRead.model_validate(row), status=201, location=place)


@router.put(
    "/{scenario_id}/comments/{comment_id}/resolution", responses=problem_responses(CommentNotFound, NotResolvable)
)
async def resolve_scenario_comment(
    scenario_id: UUID, comment_id: UUID, body: CommentResolution, uow: UnitOfWorkDep, who: WhoDep, now: Now
) -> CommentRead:
    """Mark a thread as settled, or open it again."""
    return CommentRead.model_validate(await resolve(uow, scenario_id, comment_id, body.resolved, who, now))
