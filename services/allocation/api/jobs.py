"""Long work: ask for it, watch it, stop it, take what came of it."""

from datetime import datetime
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

import orjson
from fastapi import Header, Query, Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from services.allocation.api.answers import Answers, answer_once, filters_of, id_of
from services.allocation.api.deps import UnitOfWorkDep, WhoDep
from services.allocation.api.job_requests import JobStart
from services.allocation.spanish.catalog import SENTENCES
from services.allocation.store.jobs import JobState, JobSummary
from services.allocation.usecases.job_refusals import JobFinished, JobHasNoFile, JobNotFound, TooManyJobs
from services.allocation.usecases.jobs import Job, get_job_summary
from services.allocation.usecases.jobs import cancel_job as cancel
from services.allocation.usecases.jobs import get_job as read_one
from services.allocation.usecases.jobs import get_job_file as read_file
from services.allocation.usecases.jobs import list_jobs as read_all
from services.allocation.usecases.jobs import start_job as start
from shared.authorisation import SecuredRouter
from shared.clock import Now
from shared.etags import etag
from shared.field_types import AnyJsonObject
from shared.idempotency import IdempotencyKey, IdempotencyKeyReused, IdempotentRequest
from shared.openapi import problem_responses
from shared.paging import Page, PageSize, PageToken, token_after
from shared.problem_handlers import problem_in_words
from shared.problems import Problem

router = SecuredRouter("allocation", prefix="/v1/jobs", tags=["jobs"])

_LOCATION = {"Location": {"description": "Where to watch the job.", "schema": {"type": "string"}}}
_ETAG = {"ETag": {"description": "Changes with the job; send it as If-None-Match.", "schema": {"type": "string"}}}
_STARTED: Answers = {202: {"headers": _LOCATION | _ETAG}}
_SEEN: Answers = {200: {"headers": _ETAG}, 304: {"description": "Nothing has changed.", "headers": _ETAG}}
_FILE: Answers = {
    200: {"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}, "description": "The file."}
}
IfNoneMatch = Annotated[
    str | None,
    Header(alias="If-None-Match", max_length=64, description="The ETag you have; 304 where nothing has changed."),
]
KindFilter = Annotated[
    str | None, Query(pattern=r"^[a-z][a-z0-9_]{0,63}$", description="Only jobs of this kind.", examples=["sweep"])
]
ScenarioFilter = Annotated[UUID | None, Query(description="Only jobs about this scenario.")]


def _problem(kept: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return why a job failed, as the worker kept it, in the words of whoever reads it now."""
    return None if kept is None else problem_in_words(kept, SENTENCES)


class JobLine(BaseModel):
    """A job in the list."""

    model_config = ConfigDict(from_attributes=True)

    job_id: UUID
    kind: str = Field(examples=["sweep"])
    scenario_id: UUID | None = Field(description="The scenario it is about, where it is about one.")
    state: JobState
    done: int = Field(ge=0, description="How much of `total` is done.")
    total: int = Field(ge=0, description="0: not known yet.")
    note: str = Field(description="What it does now, in a few words.")
    cancel_requested: bool
    requested_by: str = Field(validation_alias="requested_by_name")
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    problem: Annotated[Problem | None, BeforeValidator(_problem)] = Field(description="Why it failed, and what to do.")


class JobFileRead(BaseModel):
    """The file that a job made; `GET .../file` has it."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    media_type: str
    sha256: str
    size_bytes: int


class JobRead(JobLine):
    """A job, with what was asked and what came of it."""

    parameters: AnyJsonObject
    result: AnyJsonObject | None = Field(description="By kind; see the guide.")
    file: JobFileRead | None


def _line(summary: JobSummary) -> dict[str, Any]:
    return JobLine.model_validate(summary).model_dump(mode="json", exclude_none=False)


def _answer(job: Job, status: int = 200) -> Response:
    file = None if job.file is None else JobFileRead.model_validate(job.file).model_dump(mode="json")
    result = None if job.result is None else orjson.Fragment(job.result)
    more = {"problem": _problem(job.summary.problem), "parameters": job.parameters, "result": result, "file": file}
    headers = {"ETag": etag(job.summary.version)}
    if status == 202:
        headers["Location"] = f"/v1/jobs/{job.summary.job_id}"
    return Response(orjson.dumps(_line(job.summary) | more), status, headers, media_type="application/json")


@router.post(
    "",
    status_code=202,
    response_model=JobRead,
    responses=_STARTED | problem_responses(TooManyJobs, IdempotencyKeyReused),
)
async def start_job(
    body: JobStart, uow: UnitOfWorkDep, who: WhoDep, now: Now, idempotency_key: IdempotencyKey
) -> Response:
    """Ask for long work. It begins when a worker is free; watch it at the address answered."""
    parameters = body.parameters.model_dump(mode="json")

    async def act() -> Response:
        return _answer(await start(uow, body.kind, parameters, who, now), 202)

    request = IdempotentRequest.of(idempotency_key, "start_job", body.kind, parameters)
    return await answer_once(uow, request, act)


@router.get("")
async def list_jobs(
    uow: UnitOfWorkDep,
    kind: KindFilter = None,
    scenario_id: ScenarioFilter = None,
    page_size: PageSize = 200,
    page_token: PageToken = "",
) -> Page[JobLine]:
    """List jobs, newest first. Those that ended more than 30 days ago are gone."""
    filters = filters_of("jobs", {"kind": kind, "scenario_id": scenario_id})
    rows = await read_all(uow, kind, scenario_id, id_of(page_token, filters), page_size + 1)
    more = token_after(str(rows[page_size - 1].job_id), filters) if len(rows) > page_size else ""
    return Page[JobLine](items=[JobLine.model_validate(row) for row in rows[:page_size]], next_page_token=more)


@router.get(
    "/{job_id}",
    response_model=JobRead,
    responses=_SEEN | problem_responses(JobNotFound),
)
async def get_job(job_id: UUID, uow: UnitOfWorkDep, if_none_match: IfNoneMatch = None) -> Response:
    """Show how far a job is, and its result once it has one. Ask as often as twice a second."""
    if if_none_match is not None:
        current = etag((await get_job_summary(uow, job_id)).version)
        if if_none_match.strip().removeprefix("W/") == current:
            return Response(status_code=304, headers={"ETag": current})
    return _answer(await read_one(uow, job_id))


@router.post("/{job_id}/cancel", response_model=JobRead, responses=problem_responses(JobNotFound, JobFinished))
async def cancel_job(job_id: UUID, uow: UnitOfWorkDep) -> Response:
    """Stop a job: at once where nobody works on it yet, else within a second or two. What it did is dropped.

    The job stays in the list as cancelled; stopping it twice is no fault.
    """
    return _answer(await cancel(uow, job_id))


@router.get(
    "/{job_id}/file",
    response_class=Response,
    responses=_FILE | problem_responses(JobNotFound, JobHasNoFile),
)
async def get_job_file(job_id: UUID, uow: UnitOfWorkDep) -> Response:
    """Take home the file that a job made."""
    file = await read_file(uow, job_id)
    named = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    return Response(file.content, media_type=file.media_type, headers={"Content-Disposition": named})
