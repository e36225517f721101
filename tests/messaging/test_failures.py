"""What cannot be applied is kept, in its place, and nothing behind it is lost or overtakes it."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import orjson
import pytest
from nats.aio.client import Client
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from shared.database import Database
from shared.messaging import consumer as consumer_module
from shared.messaging import parked as parked_module
from shared.messaging.consumer import Consumer
from shared.messaging.failures import is_outage
from shared.messaging.health import messaging_health
from shared.messaging.parked import ParkedEvents
from shared.messaging.relay import Relay
from shared.messaging.replay import discard_dead_letter, replay_dead_letters
from tests.messaging.conftest import Running
from tests.messaging.road import CONSUMER, STREAM, EntryRecordedV1, Road, add_up, entry, handlers, opened, record

Handle = Callable[[AsyncSession, EntryRecordedV1], Any]


class Refusing:
    """A handler that refuses a key until told otherwise, or so many times."""

    def __init__(self, key: str, times: int = 1_000_000) -> None:
        self.key = key
        self.left = times

    async def __call__(self, session: AsyncSession, event: EntryRecordedV1) -> None:
        if event.key == self.key and self.left:
            self.left -= 1
            raise ValueError(f"will not take {event.key}")
        await add_up(session, event)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (consumer_module, parked_module):
        monkeypatch.setattr(module, "retry_delay_s", lambda tries: 0.05 * tries)
    monkeypatch.setattr(parked_module, "_LOOK_S", 0.1)


class Worker:
    """The subscriber's worker beside the publisher's relay."""

    def __init__(self, road: Road, nc: Client, database: Database, handle: Handle) -> None:
        self.consumer = Consumer(database, nc, CONSUMER, handlers(handle))
        parked = ParkedEvents(self.consumer.applier, self.consumer.handlers, self.consumer.parked_due)
        self.jobs = (Relay(road.publisher.app_url, nc, STREAM.name).run, self.consumer.run, parked.run)


async def _emit(road: Road, *keys: str) -> None:
    async with opened(road.publisher.app_url) as publisher:
        for key in keys:
            await record(publisher, entry(key))


async def _parked(road: Road, count: int) -> list[Any]:
    query = (
        "SELECT event_id, reason, tries, error FROM dead_letter WHERE resolved_at IS NULL ORDER BY aggregate_version"
    )
    async with asyncio.timeout(60):
        while len(rows := await road.subscriber_rows(query)) != count:
            await asyncio.sleep(0.05)
    return rows


async def _dead(road: Road) -> Any:
    """Wait until an event is given up, and return its row."""
    async with asyncio.timeout(60):
        while not (rows := await road.subscriber_rows("SELECT * FROM dead_letter WHERE reason = 'failed'")):
            await asyncio.sleep(0.05)
    return rows[0]


async def test_a_failing_event_is_retried_and_its_successors_wait_for_it(
    road: Road, nc: Client, running: Running
) -> None:
    await _emit(road, "a", "b", "c", "d")
    async with (
        opened(road.subscriber.app_url) as database,
        running(*Worker(road, nc, database, Refusing("b", times=4)).jobs),
    ):
        await road.wait_until_received(4)
    assert await road.received_keys() == ["a", "b", "c", "d"]
    assert await road.subscriber_rows("SELECT 1 FROM delivery_attempt") == []


async def test_after_eight_tries_it_is_set_aside_and_can_be_replayed(road: Road, nc: Client, running: Running) -> None:
    handle = Refusing("b")
    await _emit(road, "a", "b", "c")
    async with opened(road.subscriber.app_url) as database, running(*Worker(road, nc, database, handle).jobs):
        await _dead(road)
        dead, waiting = await _parked(road, 2)
        assert (dead["reason"], dead["tries"], dead["error"]) == ("failed", 8, "ValueError")
        assert waiting["reason"] == "gap"
        assert await road.received_keys() == ["a"]
        health = await messaging_health(database, nc, publishes_to=None, consumers=[CONSUMER])
        assert health.consumers["adder"].dead_count == health.consumers["adder"].waiting_count == 1
        assert health.alerts == ["adder has set 1 events aside: replay or discard them"]
        handle.left = 0
        assert await replay_dead_letters(database, "adder") == 2
        await road.wait_until_received(3)
        await _parked(road, 0)
    assert await road.received_keys() == ["a", "b", "c"]


async def test_many_that_waited_are_applied_in_few_transactions(road: Road, nc: Client, running: Running) -> None:
    """After an outage thousands may wait behind one event; a synced write for each would take minutes."""
    handle = Refusing("first")
    await _emit(road, "first", *(f"k{number:03d}" for number in range(150)), "last")
    async with opened(road.subscriber.app_url) as database, running(*Worker(road, nc, database, handle).jobs):
        await _dead(road)
        await _parked(road, 152)
        handle.key, handle.left = "last", 1
        await replay_dead_letters(database, "adder")
        await road.wait_until_received(152)
        await _parked(road, 0)
    keys = await road.received_keys()
    assert keys == ["first", *(f"k{number:03d}" for number in range(150)), "last"]
    transactions = await road.subscriber_rows("SELECT count(DISTINCT xmin::text) FROM received")
    # All but the refused last would be one; the replay makes all due, so a few are tried by themselves.
    assert transactions[0][0] < 10


async def test_a_replay_that_fails_waits_for_the_operator(road: Road, nc: Client, running: Running) -> None:
    handle = Refusing("a")
    await _emit(road, "a", "b")
    async with opened(road.subscriber.app_url) as database, running(*Worker(road, nc, database, handle).jobs):
        dead = await _dead(road)
        calls = handle.left
        await replay_dead_letters(database, "adder", dead["event_id"])
        async with asyncio.timeout(60):
            while handle.left == calls:
                await asyncio.sleep(0.05)
        await asyncio.sleep(0.5)
        assert handle.left == calls - 1
        assert [row["reason"] for row in await _parked(road, 2)] == ["failed", "gap"]
        assert await discard_dead_letter(database, "adder", dead["event_id"]) == 1
        await road.wait_until_received(1)
        await _parked(road, 0)
    assert await road.received_keys() == ["b"]


async def test_only_the_faulty_one_of_a_batch_suffers(road: Road, nc: Client, running: Running) -> None:
    async with opened(road.publisher.app_url) as publisher:
        for number in range(30):
            await record(publisher, entry(f"k{number}", account=str(number)))
    worker = Refusing("k7")
    async with opened(road.subscriber.app_url) as database, running(*Worker(road, nc, database, worker).jobs):
        await road.wait_until_received(29)
        await _dead(road)


async def test_what_cannot_be_read_is_kept_whole(road: Road, nc: Client, running: Running) -> None:
    await nc.jetstream().publish(EntryRecordedV1.type, b"not json at all")
    await nc.jetstream().publish(EntryRecordedV1.type, _envelope(source_district=uuid4()))
    await nc.jetstream().publish(EntryRecordedV1.type, _envelope(amount_cents="7.5"))
    async with opened(road.subscriber.app_url) as database, running(*Worker(road, nc, database, add_up).jobs):
        await _parked(road, 3)
        await replay_dead_letters(database, "adder")
        await asyncio.sleep(0.5)
        rows = await _parked(road, 3)
    assert {row["reason"] for row in rows} == {"invalid"}
    messages = await road.subscriber_rows("SELECT message FROM dead_letter")
    assert b"not json at all" in [row["message"] for row in messages]
    assert "7.5" not in " ".join(row["error"] for row in rows)


async def test_an_unknown_field_is_ignored_and_an_unknown_type_kept(road: Road, nc: Client, running: Running) -> None:
    await nc.jetstream().publish(EntryRecordedV1.type, _envelope(colour="blue"))
    async with opened(road.subscriber.app_url) as database:
        worker = Worker(road, nc, database, add_up)
        async with running(*worker.jobs):
            await road.wait_until_received(1)
            # A handler that a deployment took back: the consumer still receives the type.
            worker.consumer.handlers._registered.clear()
            await nc.jetstream().publish(EntryRecordedV1.type, _envelope(version=2, key="b"))
            rows = await _parked(road, 1)
            assert rows[0]["reason"] == "unknown_type"
            worker.consumer.handlers.on("adder", EntryRecordedV1, add_up)
            await replay_dead_letters(database, "adder")
            await road.wait_until_received(2)


async def test_an_older_event_is_ignored(road: Road, nc: Client, running: Running) -> None:
    for version in (1, 2, 1):  # the last is another event that claims an old place
        await nc.jetstream().publish(EntryRecordedV1.type, _envelope(version=version, key=str(version)))
    async with opened(road.subscriber.app_url) as database, running(*Worker(road, nc, database, add_up).jobs):
        await road.wait_until_received(2)
        await asyncio.sleep(0.5)
    assert await road.received_keys() == ["1", "2"]


def _envelope(*, version: int = 1, key: str = "a", source_district: UUID | None = None, **data: object) -> bytes:
    event = entry(key)
    return orjson.dumps(
        {
            "specversion": "1.0",
            "id": str(uuid4()),
            "type": event.type,
            "source": f"/districts/{source_district or event.district_id}/services/allocation",
            "subject": key,
            "time": "2026-11-21T20:00:00Z",
            "datacontenttype": "application/json",
            "sequence": f"{version:019d}",
            "partitionkey": event.aggregate,
            "data": event.model_dump(mode="json") | data,
        }
    )


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        (ConnectionResetError(), True),
        (TimeoutError(), True),
        (DBAPIError("SELECT 1", {}, asyncpg.CannotConnectNowError()), True),
        (asyncpg.ConnectionDoesNotExistError(), True),
        # The server died between two steps of one statement, and asyncpg still waits for the second.
        (asyncpg.InternalClientError("cannot switch to state 15; another operation (2) is in progress"), True),
        (DBAPIError("SELECT 1", {}, asyncpg.InterfaceError("connection is closed")), True),
        (DBAPIError("SELECT 1", {}, asyncpg.UniqueViolationError()), False),
        (ValueError(), False),
    ],
)
def test_an_outage_is_no_fault_of_the_message(error: Exception, outage: bool) -> None:
    assert is_outage(error) is outage


class Breaking(Relay):
    """A relay whose connection breaks in the middle of its first batch."""

    broke = False

    async def mark(self, connection: Any, acked: dict[int, int]) -> None:
        if not self.broke:
            self.broke = True
            raise asyncpg.InternalClientError("cannot switch to state 15; another operation (2) is in progress")
        await super().mark(connection, acked)


async def test_a_relay_outlives_a_broken_connection(road: Road, nc: Client, running: Running) -> None:
    relay = Breaking(road.publisher.app_url, nc, STREAM.name)
    async with opened(road.subscriber.app_url) as subscriber:
        consumer = Consumer(subscriber, nc, CONSUMER, handlers())
        async with running(relay.run, consumer.run):
            await _emit(road, "a", "b")
            await road.wait_until_received(2)
    assert relay.broke
    assert await road.received_keys() == ["a", "b"]
