"""The relay: carries committed outbox rows to the stream, in order, until each is acknowledged."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg
import nats.errors
import nats.js.errors
import structlog
from nats.aio.client import Client
from nats.js import JetStreamContext
from sqlalchemy import make_url

from shared.events.envelope import CONTENT_TYPE, render
from shared.messaging.connection import wait_connected
from shared.messaging.failures import CONNECTION_LOST
from shared.messaging.tables import OUTBOX_CHANNEL

log = structlog.get_logger(__name__)

Row = Any  # an asyncpg.Record of outbox_pending()
Connection = Any  # asyncpg's connection class is generic only in its stubs

_LOCK_NAME = "ssfr-outbox-relay"
_LOOK_FOR_LOCK_S = 0.5
_POLL_S = 1.0  # only for a lost notification
_LONGEST_PAUSE_S = 2.0
_PUBLISH_TIMEOUT_S = 5.0
_PASSING = (*CONNECTION_LOST, asyncpg.PostgresError, nats.errors.Error, TimeoutError)


class Relay:
    """Publishes one service's outbox to its stream. Of several relays of a service one works and the others wait."""

    def __init__(self, database_url: str, nc: Client, stream: str, *, batch: int = 256, in_flight: int = 64) -> None:
        self._dsn = make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._nc = nc
        self._js: JetStreamContext = nc.jetstream(timeout=_PUBLISH_TIMEOUT_S)
        self._stream = stream
        self._batch = batch
        self._in_flight = asyncio.Semaphore(in_flight)
        self._wake = asyncio.Event()
        self.caught_up_at = time.monotonic()

    async def run(self, stop: asyncio.Event) -> None:
        """Relay until ``stop`` is set or the NATS client is closed, through restarts of both servers."""
        pause_s = 0.05
        while not stop.is_set() and not self._nc.is_closed:
            try:
                await self._run_connected(stop)
                pause_s = 0.05
            except _PASSING as error:
                log.warning("relay_interrupted", stream=self._stream, error=type(error).__name__)
                await asyncio.sleep(pause_s)
                pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)

    async def relay_batch(self, connection: Connection) -> int:
        """Publish and mark one batch in one transaction; return how many rows it had."""
        async with connection.transaction():
            rows = await connection.fetch("SELECT * FROM outbox_pending($1)", self._batch)
            if rows:
                acked = await self.publish(rows)
                await self.mark(connection, acked)
        return len(rows)

    async def publish(self, rows: Sequence[Row]) -> dict[int, int]:
        """Publish rows; return the stream sequence of each acknowledged one by row id.

        Each aggregate's rows go one after the other and stop at the first without an acknowledgement, so that the
        stream never holds a later one first. Different aggregates go at once.
        """
        chains: dict[tuple[UUID, str], list[Row]] = {}
        for row in rows:
            chains.setdefault((row["district_id"], row["aggregate"]), []).append(row)
        acked: dict[int, int] = {}
        await asyncio.gather(*(self._publish_chain(chain, acked) for chain in chains.values()))
        return acked

    async def mark(self, connection: Connection, acked: dict[int, int]) -> None:
        """Record which rows the stream holds."""
        if acked:
            await connection.execute("SELECT outbox_mark($1, $2)", list(acked), list(acked.values()))

    async def _run_connected(self, stop: asyncio.Event) -> None:
        connection: Connection = await asyncpg.connect(self._dsn, timeout=5, command_timeout=10)
        try:
            if not await self._become_active(connection, stop):
                return
            await connection.add_listener(OUTBOX_CHANNEL, lambda *_: self._wake.set())
            while not stop.is_set() and await wait_connected(self._nc, stop):
                self._wake.clear()
                if await self.relay_batch(connection) == self._batch:
                    continue
                self.caught_up_at = time.monotonic()
                try:
                    await asyncio.wait_for(self._wait(stop), _POLL_S)
                except TimeoutError:
                    continue
        finally:
            # Terminating is enough: the server rolls back and gives the lock to the next relay.
            connection.terminate()

    async def _become_active(self, connection: Connection, stop: asyncio.Event) -> bool:
        """Take the service's lock, which ends with the connection that also does all the work."""
        while not stop.is_set() and not self._nc.is_closed:
            if await connection.fetchval("SELECT pg_try_advisory_lock(hashtext($1))", _LOCK_NAME):
                return True
            await asyncio.sleep(_LOOK_FOR_LOCK_S)
        return False

    async def _wait(self, stop: asyncio.Event) -> None:
        waits = [asyncio.create_task(self._wake.wait()), asyncio.create_task(stop.wait())]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def _publish_chain(self, chain: Sequence[Row], acked: dict[int, int]) -> None:
        for row in chain:
            async with self._in_flight:
                try:
                    acked[row["id"]] = await self._publish_row(row)
                except (nats.errors.Error, nats.js.errors.Error, TimeoutError) as error:
                    # Unknown, not failed: the row stays, and the same id is published again.
                    log.warning("publish_unacknowledged", stream=self._stream, error=type(error).__name__)
                    return

    async def _publish_row(self, row: Row) -> int:
        body = render(
            event_id=row["event_id"],
            event_type=row["type"],
            district_id=row["district_id"],
            subject=row["subject"],
            time=row["created_at"],
            aggregate=row["aggregate"],
            aggregate_version=row["aggregate_version"],
            traceparent=row["traceparent"],
            data=row["data"],
        )
        headers = {"Nats-Msg-Id": str(row["event_id"]), "Content-Type": CONTENT_TYPE}
        if row["traceparent"]:
            headers["traceparent"] = row["traceparent"]
        ack = await self._js.publish(row["type"], body, stream=self._stream, headers=headers)
        return ack.seq
