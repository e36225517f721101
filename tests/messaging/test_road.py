"""An event's way from the outbox to its effect."""

import asyncio
import time

import pytest
from nats.aio.client import Client
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from shared.database import Database
from shared.messaging.consumer import Consumer
from shared.messaging.outbox import EventTooLarge, Outbox
from shared.messaging.relay import Relay
from tests.messaging.conftest import Running
from tests.messaging.road import (
    CONSUMER,
    DISTRICT,
    OTHER_DISTRICT,
    STREAM,
    EntryRecordedV1,
    Road,
    entry,
    handlers,
    opened,
    record,
    stream_messages,
)


async def test_what_is_committed_arrives_once_in_order(road: Road, nc: Client, running: Running) -> None:
    async with opened(road.publisher.app_url) as publisher, opened(road.subscriber.app_url) as subscriber:
        relay = Relay(road.publisher.app_url, nc, STREAM.name)
        consumer = Consumer(subscriber, nc, CONSUMER, handlers())
        async with running(relay.run, consumer.run):
            for number in range(50):
                assert await record(publisher, entry(f"k{number:03}", number, account=str(number % 3)))
            await road.wait_until_received(50)
    received = await road.subscriber_rows("SELECT key, amount_cents FROM received ORDER BY id")
    assert sorted(row["key"] for row in received) == [f"k{number:03}" for number in range(50)]
    for account in range(3):
        of_account = [row["key"] for row in received if row["amount_cents"] % 3 == account]
        assert of_account == sorted(of_account)
    marked = await road.publisher_rows("SELECT stream_sequence FROM outbox WHERE published_at IS NOT NULL ORDER BY id")
    assert sorted(row[0] for row in marked) == list(range(1, 51))


async def test_what_is_rolled_back_is_never_told(road: Road) -> None:
    async with opened(road.publisher.app_url) as publisher:
        await record(publisher, entry("a"))
        assert not await record(publisher, entry("a"))
        async with publisher.session(DISTRICT) as session:
            await Outbox.add(session, entry("b"))
            await session.rollback()
    assert [row[0] for row in await road.publisher_rows("SELECT subject FROM outbox")] == ["a"]


async def test_versions_follow_commits_when_writers_race(road: Road) -> None:
    async with opened(road.publisher.app_url) as publisher:
        await asyncio.gather(*(record(publisher, entry(f"k{number}")) for number in range(60)))
    versions = [row[0] for row in await road.publisher_rows("SELECT aggregate_version FROM outbox ORDER BY id")]
    assert versions == list(range(1, 61))


async def test_an_event_of_another_district_is_refused(road: Road) -> None:
    async with opened(road.publisher.app_url) as publisher, publisher.session(DISTRICT) as session:
        with pytest.raises(DBAPIError, match="row-level security"):
            await Outbox.add(session, entry("a", district_id=OTHER_DISTRICT))


async def test_an_event_over_64_kib_is_refused(road: Road) -> None:
    async with opened(road.publisher.app_url) as publisher, publisher.session(DISTRICT) as session:
        with pytest.raises(EventTooLarge):
            await Outbox.add(session, entry("x" * 65_000))


async def test_two_relays_do_not_publish_twice_or_out_of_order(road: Road, nc: Client, running: Running) -> None:
    async with opened(road.publisher.app_url) as publisher:
        first, second = (Relay(road.publisher.app_url, nc, STREAM.name, batch=7) for _ in range(2))
        async with running(first.run, second.run):
            for number in range(40):
                await record(publisher, entry(f"k{number:02}"))
            async with asyncio.timeout(60):
                while await road.publisher_rows("SELECT 1 FROM outbox WHERE published_at IS NULL"):
                    await asyncio.sleep(0.05)
    messages = await stream_messages(nc)
    assert [f'"k{number:02}"' in message.data.decode() for number, message in enumerate(messages)] == [True] * 40
    assert messages[0].headers["Nats-Msg-Id"]
    assert messages[0].headers["Content-Type"] == "application/cloudevents+json"


async def test_each_district_is_applied_under_its_own_wall(road: Road, nc: Client, running: Running) -> None:
    async with opened(road.publisher.app_url) as publisher, opened(road.subscriber.app_url) as subscriber:
        for number in range(6):
            await record(publisher, entry(f"k{number}", district_id=(DISTRICT, OTHER_DISTRICT)[number % 2]))
        consumer = Consumer(subscriber, nc, CONSUMER, handlers())
        async with running(Relay(road.publisher.app_url, nc, STREAM.name).run, consumer.run):
            await road.wait_until_received(6)
        seen = await _keys_seen_by(subscriber)
    assert seen == ["k0", "k2", "k4"]


@pytest.mark.alone
async def test_a_lone_event_does_not_wait_for_company(road: Road, nc: Client, running: Running) -> None:
    applied = asyncio.Event()
    took_s = 0.0

    async def note(_session: AsyncSession, _event: EntryRecordedV1) -> None:
        applied.set()

    async with opened(road.publisher.app_url) as publisher, opened(road.subscriber.app_url) as subscriber:
        consumer = Consumer(subscriber, nc, CONSUMER, handlers(note))
        async with running(Relay(road.publisher.app_url, nc, STREAM.name).run, consumer.run):
            for key in ("warm", "lone"):  # connections are made for the first
                applied.clear()
                started = time.monotonic()
                await record(publisher, entry(key))
                await applied.wait()
                took_s = time.monotonic() - started
                await asyncio.sleep(0.5)
    assert took_s < 0.25


async def _keys_seen_by(database: Database) -> list[str]:
    async with database.session(DISTRICT) as session:
        rows = await (await session.connection()).execute(text("SELECT key FROM received ORDER BY id"))
        return list(rows.scalars())
