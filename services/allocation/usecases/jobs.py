"""Ask for long work, look how far it is, stop it, and read what came of it."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from services.allocation.store.jobs import OPEN, JobFileLine, JobSummary, StoredJobFile
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.job_refusals import JobFinished, JobHasNoFile, JobNotFound, TooManyJobs
from services.allocation.usecases.who import Who
from shared.events.event_id import uuid7

MOST_OPEN: Final = 20
"""Jobs of one district that may wait or run, so that none fills the queue of all."""
LEASE: Final = timedelta(seconds=10)
"""How long a worker may be silent before its job is given to another."""
KEPT_FOR: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Job:
    """A job with its answer as JSON, where it has one."""

    summary: JobSummary
    parameters: dict[str, Any]
    result: bytes | None
    file: JobFileLine | None


async def start_job(
    uow: AllocationUnitOfWork, kind: str, parameters: Mapping[str, Any], who: Who, now: datetime
) -> Job:
    """Ask for work; a worker begins as soon as this is committed and one is free.

    Raises:
        TooManyJobs: The district has as many open jobs as it may have.
    """
    async with uow:
        if await uow.jobs.count_open() >= MOST_OPEN:
            raise TooManyJobs(MOST_OPEN)
        job_id = uuid7()
        scenario_id = parameters.get("scenario_id")
        about = None if scenario_id is None else UUID(str(scenario_id))
        await uow.jobs.add(job_id, kind, parameters, about, (who.user_id, who.name), now)
        return await get_job(uow, job_id)


async def get_job(uow: AllocationUnitOfWork, job_id: UUID) -> Job:
    """Return one job.

    Raises:
        JobNotFound: There is none, or not in this district.
    """
    async with uow:
        row = await uow.jobs.find(job_id)
    if row is None:
        raise JobNotFound(job_id)
    result = None if row.result is None else zlib.decompress(row.result)
    return Job(row.summary, row.parameters, result, row.file)


async def get_job_summary(uow: AllocationUnitOfWork, job_id: UUID) -> JobSummary:
    """Return one job without its answer, which may be large.

    Raises:
        JobNotFound: There is none, or not in this district.
    """
    async with uow:
        found = await uow.jobs.summary(job_id)
    if found is None:
        raise JobNotFound(job_id)
    return found


async def list_jobs(
    uow: AllocationUnitOfWork, kind: str | None, scenario_id: UUID | None, before: UUID | None, limit: int
) -> list[JobSummary]:
    """Return up to ``limit`` jobs, newest first."""
    async with uow:
        return await uow.jobs.list_before(kind, scenario_id, before, limit)


async def get_job_file(uow: AllocationUnitOfWork, job_id: UUID) -> StoredJobFile:
    """Return the file that a job made.

    Raises:
        JobNotFound: There is no such job, or not in this district.
        JobHasNoFile: It made none, or not yet.
    """
    async with uow:
        file = await uow.jobs.find_file(job_id)
        if file is None:
            raise JobHasNoFile(job_id, (await get_job_summary(uow, job_id)).state)
    return file


async def cancel_job(uow: AllocationUnitOfWork, job_id: UUID) -> Job:
    """Stop a job: at once where nobody works on it yet, else as soon as its worker looks up.

    Raises:
        JobNotFound: There is none, or not in this district.
        JobFinished: It has come to its end.
    """
    async with uow:
        known = await uow.jobs.summary(job_id, lock=True)
        if known is None:
            raise JobNotFound(job_id)
        if known.state not in {*OPEN, "cancelled"}:
            raise JobFinished(job_id, known.state)
        if known.state in OPEN and not known.cancel_requested:
            await uow.jobs.request_cancel(job_id, LEASE)
        return await get_job(uow, job_id)
