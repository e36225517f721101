"""The service, the relay and the consumer as processes that a test may kill.

    service|relay|consumer --database URL [--nats URL] [--socket PATH]
        [--die-at POINT --once FILE] [--linger SECONDS] [--signs FOLDER] [--defect NAME]

The points to die at, the lingering there and the defects exist only here, as subclasses of what production runs.
"""

import argparse
import asyncio
import os
import random
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from shared import logs
from shared.database import Database
from shared.messaging.connection import connect
from shared.messaging.consumer import Consumer
from shared.messaging.delivery import Delivery
from shared.messaging.inbox import Inbox
from shared.messaging.parked import ParkedEvents
from shared.messaging.relay import Relay
from shared.messaging.worker import run_until_stopped
from tests.messaging.any_version_is_next import AnyVersionIsNext
from tests.messaging.road import CONSUMER, STREAM, EntryRecordedV1, handlers, record

DEFECTS = ("no_inbox", "ack_before_commit", "mark_before_publish")


class Points:
    """Places between two steps, where a process may die or be slow."""

    def __init__(self, die_at: str, once: Path | None, linger_s: float, signs: Path | None) -> None:
        self._die_at = die_at
        self._sign = None if signs is None else signs / str(os.getpid())
        self._once = once
        self._linger_s = linger_s

    async def reach(self, point: str) -> None:
        if point == self._die_at and self._once is not None and not self._once.exists():
            self._once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if self._sign is not None:  # at work now, and worth killing
            self._sign.touch()
            self._sign = None
        if self._linger_s:
            # A wider gap between two steps is hit more often, by the sound and by the faulty alike.
            await asyncio.sleep(random.uniform(0, self._linger_s))


class TestRelay(Relay):
    """The relay, with a place between publish and mark."""

    points: Points

    async def mark(self, connection: Any, acked: dict[int, int]) -> None:
        await self.points.reach("published")
        await super().mark(connection, acked)


class MarkBeforePublish(TestRelay):
    """A relay that hopes."""

    async def relay_batch(self, connection: Any) -> int:
        async with connection.transaction():
            rows = await connection.fetch("SELECT * FROM outbox_pending($1)", 256)
            await Relay.mark(self, connection, {row["id"]: 0 for row in rows})
        await self.points.reach("marked")
        await self.publish(rows)
        return len(rows)


class TestConsumer(Consumer):
    """The consumer, with a place between commit and acknowledgement."""

    points: Points

    async def acknowledge(self, deliveries: Sequence[Delivery]) -> None:
        await self.points.reach("applied")
        await super().acknowledge(deliveries)


class AckBeforeCommit(TestConsumer):
    """A consumer that acknowledges what it has not done."""

    async def apply(self, district_id: UUID, deliveries: Sequence[Delivery]) -> None:
        await Consumer.acknowledge(self, deliveries)
        await self.points.reach("acknowledged")
        await super().apply(district_id, deliveries)

    async def acknowledge(self, deliveries: Sequence[Delivery]) -> None:
        """Done too early."""


class NoInbox(Inbox):
    """An inbox that remembers nothing."""

    async def claim(self, connection: AsyncConnection, district_id: UUID, event_ids: Any) -> set[UUID]:
        event_ids = list(event_ids)
        await super().claim(connection, district_id, event_ids)
        return set(event_ids)

    async def versions(self, connection: AsyncConnection, district_id: UUID, keys: Any) -> Any:
        await super().versions(connection, district_id, keys)
        return AnyVersionIsNext()


async def serve(database: Database, socket: str, points: Points, stop: asyncio.Event) -> None:
    """Answer each line, an entry in JSON, once it is committed."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            await record(database, EntryRecordedV1.model_validate(orjson.loads(line)))
            await points.reach("committed")
            writer.write(b"ok\n")
            await writer.drain()

    async def answer_or_hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await answer(reader, writer)
        except Exception as error:  # the client asks again
            print(f"refused: {type(error).__name__}", file=sys.stderr)
        finally:
            writer.close()

    # Not a port: while the service is dead, somebody else's connection could be given its number.
    Path(socket).unlink(missing_ok=True)
    server = await asyncio.start_unix_server(answer_or_hang_up, socket)
    await stop.wait()
    server.close()


async def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("role", choices=("service", "relay", "consumer"))
    parser.add_argument("--database", required=True)
    parser.add_argument("--nats", default="")
    parser.add_argument("--socket", default="")
    parser.add_argument("--die-at", default="")
    parser.add_argument("--once", type=Path)
    parser.add_argument("--linger", type=float, default=0)
    parser.add_argument("--signs", type=Path)
    parser.add_argument("--defect", choices=("", *DEFECTS), default="")
    asked = parser.parse_args(arguments)
    logs.configure(asked.role, "INFO")
    points = Points(asked.die_at, asked.once, asked.linger, asked.signs)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    database = Database(asked.database)
    if asked.role == "service":
        return await run_until_stopped([serve(database, asked.socket, points, stop)], stop)
    nc = await connect(asked.nats, asked.role, on_closed=stop.set)
    if asked.role == "relay":
        kind = MarkBeforePublish if asked.defect == "mark_before_publish" else TestRelay
        relay = kind(asked.database, nc, STREAM.name)
        relay.points = points
        return await run_until_stopped([relay.run(stop)], stop)
    consumer_kind = AckBeforeCommit if asked.defect == "ack_before_commit" else TestConsumer
    consumer = consumer_kind(database, nc, CONSUMER, handlers())
    consumer.points = points
    if asked.defect == "no_inbox":
        consumer.applier.inbox = NoInbox(CONSUMER.name)
    parked = ParkedEvents(consumer.applier, consumer.handlers, consumer.parked_due)
    return await run_until_stopped([consumer.run(stop), parked.run(stop)], stop)
