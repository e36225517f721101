"""A smallest pair of services for tests: one records entries and tells, the other adds up what it is told."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar
from uuid import UUID

import asyncpg
from nats.aio.client import Client
from pydantic import Field
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from deploy.local.databases import Passwords, ServiceDatabase, create_databases
from shared.database import Database
from shared.events.envelope import Event
from shared.messaging.handlers import Handlers
from shared.messaging.provision import provision
from shared.messaging.pull import Pull
from shared.messaging.streams import DurableConsumer, Stream
from shared.messaging.tables import create_inbox, create_outbox
from shared.row_security import district_table
from shared.unit_of_work import UnitOfWork

DISTRICT = UUID("018f6f4e-0000-7000-8000-000000000001")
OTHER_DISTRICT = UUID("018f6f4e-0000-7000-8000-000000000002")
STREAM = Stream("ALLOCATION", "allocation")

_ENTRY = """CREATE TABLE entry (
    district_id uuid NOT NULL, key text NOT NULL, amount_cents bigint NOT NULL, PRIMARY KEY (district_id, key))"""
# No key: an entry received twice must be seen.
_RECEIVED = """CREATE TABLE received (
    district_id uuid NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY, key text NOT NULL, amount_cents bigint NOT NULL,
    PRIMARY KEY (district_id, id))"""


_RECEIVE = text("INSERT INTO received (district_id, key, amount_cents) VALUES (:district_id, :key, :amount_cents)")


class EntryRecordedV1(Event):
    """An entry of so many cents was recorded in an account."""

    type: ClassVar[str] = "allocation.entry.recorded.v1"

    key: str
    account: str
    amount_cents: Annotated[int, Field(strict=True)]

    @property
    def subject(self) -> str:
        return self.key

    @property
    def aggregate(self) -> str:
        return f"account/{self.account}"


CONSUMER = DurableConsumer("adder", STREAM.name, "planning", (EntryRecordedV1.type,), ack_wait_s=1.0)


def entry(key: str, amount_cents: int = 1, *, account: str = "a", district_id: UUID = DISTRICT) -> EntryRecordedV1:
    """Return an event."""
    return EntryRecordedV1(district_id=district_id, key=key, account=account, amount_cents=amount_cents)


@dataclass(frozen=True)
class Road:
    """Where the two services find their databases and the bus."""

    publisher: ServiceDatabase
    subscriber: ServiceDatabase
    nats_url: str

    async def publisher_rows(self, query: str) -> list[Any]:
        """Read the publisher's tables, all districts."""
        return await _rows(self.publisher.owner_dsn, query)

    async def subscriber_rows(self, query: str) -> list[Any]:
        """Read the subscriber's tables, all districts."""
        return await _rows(self.subscriber.owner_dsn, query)

    async def received_keys(self) -> list[str]:
        """Return the keys of the entries applied, in order, repetitions included."""
        return [row["key"] for row in await self.subscriber_rows("SELECT key FROM received ORDER BY id")]

    async def wait_until_received(self, count: int, timeout_s: float = 20) -> None:
        """Wait until so many entries were applied and everything is acknowledged."""
        received = 0
        try:
            async with asyncio.timeout(timeout_s):
                while (received := len(await self.received_keys())) < count:
                    await asyncio.sleep(0.05)
        except TimeoutError as error:
            raise AssertionError(f"{received} of {count} received after {timeout_s} s") from error


async def make_road(admin_dsn: str, nats_url: str, passwords: Mapping[str, Passwords] | None = None) -> Road:
    """Make both databases, with the tables as migrations make them.

    Roles belong to the whole server: where other tests use it too, ``passwords`` are the ones they know.
    """
    known = passwords or {name: Passwords("test", "test") for name in ("allocation", "planning")}
    both = {name: known[name] for name in ("allocation", "planning")}
    made = await create_databases(admin_dsn, both, suffix=f"_{secrets.token_hex(4)}")
    publisher, subscriber = made["allocation"], made["planning"]
    await _execute(
        publisher.owner_dsn, [_ENTRY, *district_table("entry", "allocation_app"), *create_outbox("allocation_app")]
    )
    owner_reads = "CREATE POLICY owner_reads ON {} TO CURRENT_USER USING (true)"
    await _execute(publisher.owner_dsn, [owner_reads.format("entry")])
    await _execute(
        subscriber.owner_dsn,
        [
            _RECEIVED,
            *district_table("received", "planning_app"),
            owner_reads.format("received"),
            *create_inbox("planning_app"),
        ],
    )
    return Road(publisher, subscriber, nats_url)


async def provision_road(nc: Client, consumer: DurableConsumer = CONSUMER) -> None:
    """Make the stream and the consumer."""
    await provision(nc, streams=[STREAM], consumers=[consumer])


async def record(database: Database, event: EntryRecordedV1) -> bool:
    """Record an entry once and tell of it; False when it was recorded before."""
    async with UnitOfWork(database, event.district_id) as uow:
        connection = await uow.session.connection()
        new = await connection.execute(
            text("INSERT INTO entry VALUES (:district_id, :key, :amount_cents) ON CONFLICT DO NOTHING"),
            {"district_id": event.district_id, "key": event.key, "amount_cents": event.amount_cents},
        )
        if new.rowcount:
            uow.emit(event)
        return bool(new.rowcount)


async def add_up(session: AsyncSession, event: EntryRecordedV1) -> None:
    """Apply one entry, noticeably if twice."""
    connection = await session.connection()
    await connection.execute(
        _RECEIVE,
        {"district_id": event.district_id, "key": event.key, "amount_cents": event.amount_cents},
    )


def handlers(handle: Any = add_up) -> Handlers:
    """Return the subscriber's handlers."""
    found = Handlers("planning")
    found.on(CONSUMER.name, EntryRecordedV1, handle)
    return found


async def stream_messages(nc: Client, stream: str = STREAM.name) -> list[Any]:
    """Return every message of a stream, in order."""
    js = nc.jetstream()
    total = (await js.stream_info(stream)).state.messages
    consumer = await js.add_consumer(stream, deliver_policy="all", ack_policy="none", mem_storage=True)
    pull = Pull(nc, stream, consumer.name, 256)
    await pull.start()
    messages: list[Any] = []
    while len(messages) < total and (more := await pull.next(5)):
        messages += more
    await pull.stop()
    await js.delete_consumer(stream, consumer.name)
    return messages


async def nothing_pending(nc: Client) -> None:
    """Wait until the consumer has acknowledged all there is."""
    async with asyncio.timeout(60):
        while True:
            info = await nc.jetstream().consumer_info(STREAM.name, CONSUMER.name)
            if info.num_pending == 0 and info.num_ack_pending == 0:
                return
            await asyncio.sleep(0.1)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    """Yield a database and close it."""
    database = Database(url)
    try:
        yield database
    finally:
        await database.close()


async def _execute(dsn: str, statements: Sequence[str]) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def _rows(dsn: str, query: str) -> list[Any]:
    connection = await asyncpg.connect(dsn)
    try:
        return list(await connection.fetch(query))
    finally:
        await connection.close()
