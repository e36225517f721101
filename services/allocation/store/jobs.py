"""The only SQL about jobs of one district: what was asked for, how far it is, and what came of it.

A job is done from its row. Messages only wake a worker, so one that comes twice, late or never changes nothing.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Integer, cast, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.allocation.store.tables import job as table
from services.allocation.store.tables import job_file as files

JobState = Literal["queued", "running", "succeeded", "failed", "cancelled"]
OPEN: tuple[JobState, ...] = ("queued", "running")


@dataclass(frozen=True, slots=True)
class JobSummary:
    """A job in a list; ``total`` 0 means that it does not know yet how much there is to do."""

    job_id: UUID
    kind: str
    scenario_id: UUID | None
    state: JobState
    version: int
    done: int
    total: int
    note: str
    cancel_requested: bool
    requested_by_name: str
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    problem: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job with what it was asked and, compressed, what it answered."""

    summary: JobSummary
    parameters: dict[str, Any]
    result: bytes | None  # zlib of canonical JSON
    file: "JobFileLine | None"


@dataclass(frozen=True, slots=True)
class JobFileLine:
    """A job's file without its content."""

    name: str
    media_type: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class StoredJobFile:
    """A job's file."""

    name: str
    media_type: str
    sha256: str
    content: bytes


@dataclass(frozen=True, slots=True)
class TakenJob:
    """A job that a worker may do now; ``attempt`` proves later that it still is the one."""

    job_id: UUID
    kind: str
    parameters: dict[str, Any]
    attempt: int
    crash_count: int
    requested_by: UUID
    requested_by_name: str


_SUMMARY = tuple(table.c[name] for name in JobSummary.__dataclass_fields__)


class Jobs:
    """Jobs of one district."""

    def __init__(self, session: AsyncSession, district_id: UUID) -> None:
        self._session = session
        self._district_id = district_id
        self._mine = table.c.district_id == district_id

    async def count_open(self) -> int:
        """Return how many jobs wait or run."""
        statement = select(func.count()).select_from(table).where(self._mine, table.c.state.in_(OPEN))
        return int((await self._session.execute(statement)).scalar_one())

    async def add(
        self,
        job_id: UUID,
        kind: str,
        parameters: Mapping[str, Any],
        scenario_id: UUID | None,
        who: tuple[UUID, str],
        now: datetime,
    ) -> None:
        """Add a job to be done; a worker hears of it when the transaction commits."""
        await self._session.execute(
            insert(table).values(
                district_id=self._district_id,
                job_id=job_id,
                kind=kind,
                parameters=dict(parameters),
                scenario_id=scenario_id,
                state="queued",
                version=1,
                requested_by=who[0],
                requested_by_name=who[1],
                created_at=now,
                done=0,
                total=0,
                note="",
                cancel_requested=False,
                attempt=0,
                crash_count=0,
                dispatch_count=0,
            )
        )

    async def list_before(
        self, kind: str | None, scenario_id: UUID | None, before: UUID | None, limit: int
    ) -> list[JobSummary]:
        """Return up to ``limit`` jobs, newest first (ids grow with time)."""
        statement = select(*_SUMMARY).where(self._mine)
        if kind is not None:
            statement = statement.where(table.c.kind == kind)
        if scenario_id is not None:
            statement = statement.where(table.c.scenario_id == scenario_id)
        if before is not None:
            statement = statement.where(table.c.job_id < before)
        rows = (await self._session.execute(statement.order_by(table.c.job_id.desc()).limit(limit))).mappings()
        return [JobSummary(**row) for row in rows]

    async def summary(self, job_id: UUID, *, lock: bool = False) -> JobSummary | None:
        """Return one job without its result; ``lock`` holds it until the transaction ends."""
        statement = select(*_SUMMARY).where(self._mine, table.c.job_id == job_id)
        row = (await self._session.execute(statement.with_for_update() if lock else statement)).mappings().one_or_none()
        return None if row is None else JobSummary(**row)

    async def find(self, job_id: UUID) -> JobRow | None:
        """Return one job with its result."""
        summary = await self.summary(job_id)
        if summary is None:
            return None
        what = select(table.c.parameters, table.c.result).where(self._mine, table.c.job_id == job_id)
        row = (await self._session.execute(what)).one()
        line = select(files.c.name, files.c.media_type, files.c.sha256, files.c.size_bytes)
        line = line.where(files.c.district_id == self._district_id, files.c.job_id == job_id)
        file = (await self._session.execute(line)).mappings().one_or_none()
        return JobRow(summary, row.parameters, row.result, None if file is None else JobFileLine(**file))

    async def find_file(self, job_id: UUID) -> StoredJobFile | None:
        """Return a job's file."""
        statement = select(files.c.name, files.c.media_type, files.c.sha256, files.c.content)
        statement = statement.where(files.c.district_id == self._district_id, files.c.job_id == job_id)
        row = (await self._session.execute(statement)).mappings().one_or_none()
        return None if row is None else StoredJobFile(**row)

    async def take(self, job_id: UUID, lease: timedelta) -> TakenJob | None:
        """Make a job this worker's own; None when it is done, unknown, or in another worker's living hands.

        A running job whose worker has not been heard for ``lease`` is taken from it, and counted as a crash.
        """
        free = (table.c.state == "queued") | (
            (table.c.state == "running") & (table.c.heartbeat_at < func.now() - lease)
        )
        statement = (
            update(table)
            .where(self._mine, table.c.job_id == job_id, free)
            .values(
                state="running",
                attempt=table.c.attempt + 1,
                crash_count=table.c.crash_count + cast(table.c.state == "running", Integer),
                heartbeat_at=func.now(),
                started_at=func.coalesce(table.c.started_at, func.now()),
                version=table.c.version + 1,
            )
            .returning(*(table.c[name] for name in TakenJob.__dataclass_fields__))
        )
        row = (await self._session.execute(statement)).mappings().one_or_none()
        return None if row is None else TakenJob(**row)

    async def beat(self, taken: TakenJob, progress: tuple[int, int, str] | None) -> bool | None:
        """Say that the job is being worked on, and how far it is; return whether its end was asked for.

        None: it is no longer this worker's, which must drop what it does.
        """
        values: dict[str, Any] = {"heartbeat_at": func.now()}
        if progress is not None:
            done, total, note = progress
            values |= {"done": done, "total": total, "note": note, "version": table.c.version + 1}
        statement = update(table).where(*self._of(taken)).values(**values).returning(table.c.cancel_requested)
        asked: bool | None = (await self._session.execute(statement)).scalar_one_or_none()
        return asked

    async def finish(
        self,
        taken: TakenJob,
        state: JobState,
        *,
        result: bytes | None = None,
        problem: Mapping[str, Any] | None = None,
        file: tuple[str, str, bytes] | None = None,
    ) -> bool:
        """Write a job's end; False when it is no longer this worker's, and then nothing is written."""
        values: dict[str, Any] = {"state": state, "finished_at": func.now(), "version": table.c.version + 1}
        values |= {"result": result, "problem": None if problem is None else dict(problem)}
        if state == "succeeded":
            values |= {"done": table.c.total}
        statement = update(table).where(*self._of(taken)).values(**values).returning(table.c.job_id)
        if (await self._session.execute(statement)).first() is None:
            return False
        if file is not None:
            name, media_type, content = file
            await self._session.execute(
                insert(files).values(
                    district_id=self._district_id,
                    job_id=taken.job_id,
                    name=name,
                    media_type=media_type,
                    sha256=f"sha256:{hashlib.sha256(content).hexdigest()}",
                    size_bytes=len(content),
                    content=content,
                )
            )
        return True

    async def give_back(self, taken: TakenJob, *, crashed: bool) -> bool:
        """Let another worker begin the job anew; False when it is no longer this worker's."""
        values: dict[str, Any] = {"state": "queued", "done": 0, "total": 0, "note": "", "version": table.c.version + 1}
        if crashed:
            values["crash_count"] = table.c.crash_count + 1
        statement = update(table).where(*self._of(taken)).values(**values).returning(table.c.job_id)
        return (await self._session.execute(statement)).first() is not None

    async def request_cancel(self, job_id: UUID, lease: timedelta) -> JobSummary | None:
        """End a job that nobody works on at once, and ask the worker of a running one to stop; None: not open."""
        idle = (table.c.state == "queued") | (table.c.heartbeat_at < func.now() - lease)
        base = update(table).where(self._mine, table.c.job_id == job_id, table.c.state.in_(OPEN))
        values: dict[str, Any] = {"cancel_requested": True, "version": table.c.version + 1}
        ended = base.where(idle).values(**values, state="cancelled", finished_at=func.now()).returning(*_SUMMARY)
        for statement in (ended, base.values(**values).returning(*_SUMMARY)):
            row = (await self._session.execute(statement)).mappings().one_or_none()
            if row is not None:
                return JobSummary(**row)
        return None

    def _of(self, taken: TakenJob) -> tuple[Any, ...]:
        mine = (self._mine, table.c.job_id == taken.job_id)
        return (*mine, table.c.state == "running", table.c.attempt == taken.attempt)
