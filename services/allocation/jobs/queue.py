"""The way from a job's row to a worker: the row is the record, a message on the work queue only wakes somebody."""

import asyncio
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import asyncpg
import nats.errors
import nats.js.errors
import orjson
import structlog
from nats.aio.client import Client
from pydantic import BaseModel, ConfigDict
from sqlalchemy import make_url

from services.allocation.usecases.jobs import KEPT_FOR
from shared.messaging.connection import wait_connected
from shared.messaging.failures import CONNECTION_LOST
from shared.messaging.streams import WorkQueue

log = structlog.get_logger(__name__)

CHANNEL: Final = "job"
_LOST_AFTER: Final = timedelta(minutes=2)
_LOOK_S: Final = 2.0  # only for a lost notification
_CLEAN_S: Final = 3600.0
_LONGEST_PAUSE_S: Final = 2.0
_BATCH: Final = 100
_PASSING = (
    *CONNECTION_LOST,
    asyncpg.PostgresError,
    nats.errors.Error,
    nats.js.errors.Error,
    TimeoutError,
)


class JobMessage(BaseModel):
    """What a message says: which job to do."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    district_id: UUID
    job_id: UUID


class Dispatcher:
    """Sends a message for each job that none stands for, and removes what was kept long enough.

    Every worker runs one; they share the rows. A message goes out before its row says so, under an id that a second
    sending repeats: after a crash in between the queue keeps one of the two.
    """

    def __init__(self, database_url: str, nc: Client, queue: WorkQueue) -> None:
        self._dsn = make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._nc = nc
        self._js = nc.jetstream(timeout=5)
        self._queue = queue
        self._wake = asyncio.Event()
        self._cleaned_at = -_CLEAN_S

    async def run(self, stop: asyncio.Event) -> None:
        """Dispatch until ``stop`` is set, through restarts of both servers."""
        pause_s = 0.05
        while not stop.is_set() and not self._nc.is_closed:
            try:
                await self._run_connected(stop)
                pause_s = 0.05
            except _PASSING as error:
                log.warning("dispatch_interrupted", error=type(error).__name__)
                await asyncio.sleep(pause_s)
                pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)

    async def dispatch(self, connection: Any) -> int:
        """Send a message for each job that is due; return how many."""
        async with connection.transaction():
            rows = await connection.fetch("SELECT * FROM job_due($1, $2)", _BATCH, _LOST_AFTER)
            for row in rows:
                body = orjson.dumps({"district_id": str(row["district_id"]), "job_id": str(row["job_id"])})
                await self._js.publish(
                    self._queue.subject_of(row["kind"]),
                    body,
                    stream=self._queue.name,
                    headers={"Nats-Msg-Id": f"{row['job_id']}:{row['dispatch_count']}"},
                )
            if rows:
                sent = [row["district_id"] for row in rows], [row["job_id"] for row in rows]
                await connection.execute("SELECT job_dispatched($1, $2)", *sent)
        return len(rows)

    async def _run_connected(self, stop: asyncio.Event) -> None:
        connection: Any = await asyncpg.connect(self._dsn, timeout=5, command_timeout=20)
        try:
            await connection.add_listener(CHANNEL, lambda *_: self._wake.set())
            while not stop.is_set() and await wait_connected(self._nc, stop):
                self._wake.clear()
                if await self.dispatch(connection) == _BATCH:
                    continue
                await self._clean(connection)
                waits = [asyncio.create_task(self._wake.wait()), asyncio.create_task(stop.wait())]
                await asyncio.wait(waits, timeout=_LOOK_S, return_when=asyncio.FIRST_COMPLETED)
                for wait in waits:
                    wait.cancel()
        finally:
            connection.terminate()

    async def _clean(self, connection: Any) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._cleaned_at < _CLEAN_S:
            return
        self._cleaned_at = now
        if removed := await connection.fetchval("SELECT job_remove_expired($1)", KEPT_FOR):
            log.info("jobs_removed", count=removed)
