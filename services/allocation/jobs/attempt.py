"""One attempt at one job: run it, keep telling the queue and the row that it lives, and write down how it ended."""

import asyncio
import contextlib
import time
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

import nats.errors
import orjson
import structlog
from nats.aio.msg import Msg
from pydantic import ValidationError

from services.allocation.jobs.context import JobContext, JobOutcome, JobStopped
from services.allocation.jobs.registry import JobKind
from services.allocation.jobs.thread import JobThread
from services.allocation.store.jobs import TakenJob
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.job_refusals import JobKindUnknown, JobTooLong
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.who import Who
from shared.database import Database
from shared.messaging.failures import is_outage
from shared.problem_handlers import problem_body
from shared.problems import Refusal

log = structlog.get_logger(__name__)

T = TypeVar("T")
How = Literal["done", "refused", "failed", "cancelled", "too_long", "stopping", "lost"]

_BEAT_S: Final = 0.5
_HUNG_S: Final = 15.0
_OUTAGE_TRIES: Final = 60


class JobHangs(RuntimeError):
    """A job was told to stop and computes on; only the end of the process stops it."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How an attempt ended."""

    how: How
    outcome: JobOutcome | None = None
    refusal: Refusal | None = None
    error: Exception | None = None


class Attempt:
    """A job in this worker's hands. Whatever it writes is written only as long as the job is still in them."""

    def __init__(self, uow: AllocationUnitOfWork, taken: TakenJob, message: Msg, ack_wait_s: float) -> None:
        self._uow = uow
        self._taken = taken
        self._message = message
        self._ack_wait_s = ack_wait_s
        self._acked_at = time.monotonic()

    async def run(
        self, kind: JobKind, thread: JobThread, database: Database, inputs: PreparedInputs, stop: asyncio.Event
    ) -> Ended:
        """Do the job; return how it ended, with nothing written but its progress.

        Raises:
            JobHangs: It does not stop although it was told to.
        """
        try:
            parameters = kind.parameters.model_validate(self._taken.parameters)
        except ValidationError:
            return Ended("refused", refusal=JobKindUnknown(kind.kind))  # asked for under another release
        who = Who(self._taken.requested_by, self._taken.requested_by_name)
        context = JobContext(self._taken.job_id, self._uow.district_id, who, database, inputs)
        future = thread.submit(_begun(kind, context, parameters))
        reason = await self._watch(future, context, kind.time_limit_s, stop)
        await self._beat(context)  # how far it came, also when it was faster than the first look
        try:
            return Ended("done", outcome=await future)
        except Refusal as refusal:
            return Ended("refused", refusal=refusal)
        except JobStopped:
            too_long = JobTooLong(kind.kind, kind.time_limit_s) if reason == "too_long" else None
            return Ended(reason or "cancelled", refusal=too_long)
        except Exception as error:  # told or tried again by the worker
            return Ended("failed", error=error)

    async def conclude(self, ended: Ended) -> float | None:
        """Write down an end that is no failure of ours; return None, or when the job's message shall come again."""
        if ended.refusal is not None:
            await self.fail(ended.refusal)
            return None
        if ended.how == "lost":
            return None  # whoever has the job now has a message of its own
        if ended.how == "stopping":
            await self.give_back(crashed=False)
            return 0.0
        if ended.how == "cancelled":
            await self._write(lambda: self._uow.jobs.finish(self._taken, "cancelled"))
            return None
        assert ended.outcome is not None
        document, file = ended.outcome.document, ended.outcome.file
        packed = None
        if document is not None:
            packed = await asyncio.to_thread(lambda: zlib.compress(orjson.dumps(document), 1))
        content = None if file is None else (file.name, file.media_type, file.content)
        await self._write(lambda: self._uow.jobs.finish(self._taken, "succeeded", result=packed, file=content))
        return None

    async def fail(self, refusal: Refusal) -> None:
        """Tell who asked why there is no result."""
        problem = orjson.loads(problem_body(refusal, f"/v1/jobs/{self._taken.job_id}"))
        await self._write(lambda: self._uow.jobs.finish(self._taken, "failed", problem=problem))

    async def give_back(self, *, crashed: bool) -> None:
        """Let another worker, or this one later, begin the job anew."""
        await self._write(lambda: self._uow.jobs.give_back(self._taken, crashed=crashed))

    async def _watch(
        self, future: "asyncio.Future[JobOutcome]", context: JobContext, time_limit_s: float, stop: asyncio.Event
    ) -> How | None:
        """Wait for the end; return why we asked for it, None where we did not."""
        reason: How | None = None
        asked_at = 0.0
        began_at = time.monotonic()
        while not (await asyncio.wait([future], timeout=_BEAT_S))[0]:
            now = time.monotonic()
            said = await self._beat(context)
            if reason is None:
                reason = said or ("stopping" if stop.is_set() else None)
                if reason is None and now - began_at > time_limit_s:
                    reason = "too_long"
                if reason is not None:
                    context.stop()
                    asked_at = now
            elif now - asked_at > _HUNG_S:
                await self._hung(reason, time_limit_s)
        return reason

    async def _beat(self, context: JobContext) -> How | None:
        now = time.monotonic()
        if now - self._acked_at > self._ack_wait_s / 4:
            self._acked_at = now
            with contextlib.suppress(nats.errors.Error):
                await self._message.in_progress()
        news = context.news()
        try:
            async with self._uow:
                cancelled = await self._uow.jobs.beat(self._taken, news)
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("database_away", error=type(error).__name__)
            return None
        return "lost" if cancelled is None else "cancelled" if cancelled else None

    async def _hung(self, reason: How, time_limit_s: float) -> None:
        if reason == "cancelled":
            await self._write(lambda: self._uow.jobs.finish(self._taken, "cancelled"))
        elif reason == "too_long":
            await self.fail(JobTooLong(self._taken.kind, time_limit_s))
        else:
            await self.give_back(crashed=False)
        raise JobHangs(f"job {self._taken.job_id} ({self._taken.kind}) does not stop")

    async def _write(self, write: Callable[[], Awaitable[T]]) -> T:
        """Write in a transaction, waiting for a database that is away: the work is done and should not be lost."""
        for tried in range(1, _OUTAGE_TRIES + 1):
            try:
                async with self._uow:
                    return await write()
            except Exception as error:
                if tried == _OUTAGE_TRIES or not is_outage(error):
                    raise
                with contextlib.suppress(nats.errors.Error):
                    await self._message.in_progress()
                await asyncio.sleep(1)
        raise AssertionError("unreachable")


async def _begun(kind: JobKind, context: JobContext, parameters: Any) -> JobOutcome:
    context.raise_if_cancelled()
    return await kind.run(context, parameters)
