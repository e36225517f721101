"""A worker: takes one job after the other from the queue and brings each to its end."""

import asyncio
from datetime import timedelta
from typing import Final

import nats.errors
import nats.js.errors
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js import JetStreamContext
from pydantic import ValidationError

from services.allocation.jobs.attempt import Attempt, Ended
from services.allocation.jobs.queue import JobMessage
from services.allocation.jobs.registry import kinds
from services.allocation.jobs.thread import JobThread
from services.allocation.store.jobs import OPEN, TakenJob
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.job_refusals import JobBroke, JobKindUnknown
from services.allocation.usecases.prepared_inputs import PreparedInputs
from shared.database import Database
from shared.logs import trace_id
from shared.messaging.connection import wait_connected
from shared.messaging.failures import OUTAGE_DELAY_S, is_outage
from shared.messaging.streams import WorkQueue

log = structlog.get_logger(__name__)

MOST_CRASHES: Final = 3
"""Workers that a job may bring down, or unexpected failures of it, before it is given up."""
_FETCH_S: Final = 1.0
_ACK_S: Final = 2.0


class JobWorker:
    """Does jobs of one queue, one at a time; more at once are done by more workers."""

    def __init__(self, database: Database, jobs_database: Database, nc: Client, queue: WorkQueue) -> None:
        """Begin with nothing to do.

        Args:
            database: For the worker's own loop: taking, telling, ending.
            jobs_database: For the jobs, whose loop is another.
            nc: The connection to the queue.
            queue: Which queue.
        """
        self._database = database
        self._jobs_database = jobs_database
        self._nc = nc
        self._queue = queue
        self._lease = timedelta(seconds=queue.ack_wait_s)
        self._thread = JobThread()
        self._inputs = PreparedInputs(most_rows=300_000)

    async def run(self, stop: asyncio.Event) -> None:
        """Do jobs until ``stop`` is set; the one in hand then is given back, to be done by another worker."""
        while not stop.is_set() and await wait_connected(self._nc, stop):
            try:
                await self._serve(stop)
            except (nats.errors.Error, nats.js.errors.Error, TimeoutError) as error:
                log.warning("job_queue_interrupted", error=type(error).__name__)
                await asyncio.sleep(0.5)

    async def _serve(self, stop: asyncio.Event) -> None:
        js = self._nc.jetstream(timeout=5)
        pulled = await js.pull_subscribe_bind(consumer=self._queue.consumer, stream=self._queue.name)
        try:
            while not stop.is_set() and await wait_connected(self._nc, stop):
                message = await _next(pulled)
                if message is not None:
                    await self._process(message, stop)
        finally:
            if not self._nc.is_closed:
                await pulled.unsubscribe()

    async def _process(self, message: Msg, stop: asyncio.Event) -> None:
        try:
            named = JobMessage.model_validate_json(message.data)
        except ValidationError:
            log.exception("job_message_unreadable", sequence=message.metadata.sequence.stream)
            await message.term()
            return
        token = trace_id.set(named.job_id.hex)  # a job's lines are found by its id
        try:
            delay_s = await self._do(named, message, stop)
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("database_away", error=type(error).__name__)
            await asyncio.sleep(OUTAGE_DELAY_S / 2)
            delay_s = OUTAGE_DELAY_S
        finally:
            trace_id.reset(token)
        await _answer(message, delay_s)

    async def _do(self, named: JobMessage, message: Msg, stop: asyncio.Event) -> float | None:
        """Do a job; return None when its message is done with, else after how long it shall come again."""
        uow = AllocationUnitOfWork(self._database, named.district_id)
        async with uow:
            taken = await uow.jobs.take(named.job_id, self._lease)
            if taken is None:
                known = await uow.jobs.summary(named.job_id)
                # In another worker's hands: this message comes again in case that worker dies.
                return self._queue.ack_wait_s if known is not None and known.state in OPEN else None
        kind = kinds().get(taken.kind)
        attempt = Attempt(uow, taken, message, self._queue.ack_wait_s)
        if taken.crash_count >= MOST_CRASHES:
            killed = "the worker that did it was killed, or ran out of memory"
            await attempt.fail(JobBroke(taken.kind, taken.crash_count, killed))
            return None
        if kind is None:
            await attempt.fail(JobKindUnknown(taken.kind))
            return None
        log.info("job_begun", kind=taken.kind, attempt=taken.attempt)
        ended = await attempt.run(kind, self._thread, self._jobs_database, self._inputs, stop)
        log.info("job_ended", kind=taken.kind, attempt=taken.attempt, how=ended.how)
        return await self._settle(attempt, taken, ended)

    async def _settle(self, attempt: Attempt, taken: TakenJob, ended: Ended) -> float | None:
        if ended.error is not None and is_outage(ended.error):
            await attempt.give_back(crashed=False)
            return OUTAGE_DELAY_S
        if ended.error is not None:
            tries = taken.crash_count + 1
            log.error("job_failed", kind=taken.kind, tries=tries, exc_info=ended.error)
            if tries >= MOST_CRASHES:
                await attempt.fail(JobBroke(taken.kind, tries, type(ended.error).__name__))
                return None
            await attempt.give_back(crashed=True)
            return float(tries)
        return await attempt.conclude(ended)


async def _next(pulled: JetStreamContext.PullSubscription) -> Msg | None:
    """Return the next message, None when there was none for a second: then somebody may want us to stop."""
    try:
        messages = await pulled.fetch(1, timeout=_FETCH_S)
    except TimeoutError:
        return None
    return messages[0]


async def _answer(message: Msg, delay_s: float | None) -> None:
    try:
        if delay_s is None:
            await message.ack_sync(timeout=_ACK_S)
        else:
            await message.nak(delay=delay_s)
    except (nats.errors.Error, TimeoutError) as error:
        # It comes again, and its row says that it is done.
        log.warning("job_message_unanswered", error=type(error).__name__)
