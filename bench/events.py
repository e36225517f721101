"""The road of events, measured: how soon one arrives, and how many a second, with every write synced.

Two services as they run: a publisher with its relay, a subscriber with its consumer, each in a process of its own. The
events are small ones made for this; `bench.published` measures a budget from its publication to a school's page.
"""

import asyncio
import multiprocessing
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from multiprocessing.process import BaseProcess

import asyncpg
import uvloop

from deploy.local.nats import NatsServer
from deploy.local.postgres import PostgresServer
from deploy.local.scratch import scratch_folder
from shared.database import Database
from shared.messaging.connection import connect
from shared.messaging.consumer import Consumer
from shared.messaging.outbox import Outbox
from shared.messaging.relay import Relay
from shared.messaging.streams import DurableConsumer
from tests.messaging.road import DISTRICT, STREAM, EntryRecordedV1, Road, entry, handlers, make_road, provision_road

EVENTS = 10_000
ACCOUNTS = 500
SINGLE_EVENTS = 400
EVENT_TO_APPLIED_LIMIT_MS = 250
EVENTS_PER_SECOND_LIMIT = 2_000
# As production declares them, unlike the impatient one of the tests.
CONSUMER = DurableConsumer("adder", STREAM.name, "planning", (EntryRecordedV1.type,))


def relay(road: Road) -> None:
    """Run the publisher's relay."""
    uvloop.run(_relay(road))


def consume(road: Road) -> None:
    """Run the subscriber's consumer."""
    uvloop.run(_consume(road))


async def _relay(road: Road) -> None:
    nc = await connect(road.nats_url, "relay")
    await Relay(road.publisher.app_url, nc, STREAM.name).run(asyncio.Event())


async def _consume(road: Road) -> None:
    nc = await connect(road.nats_url, "consumer")
    await Consumer(Database(road.subscriber.app_url), nc, CONSUMER, handlers()).run(asyncio.Event())


@asynccontextmanager
async def running(road: Road, *roles: Callable[[Road], None]) -> AsyncIterator[None]:
    """Run roles in processes while the block runs."""
    context = multiprocessing.get_context("spawn")
    processes: list[BaseProcess] = [context.Process(target=role, args=(road,), daemon=True) for role in roles]
    for process in processes:
        process.start()
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.join()


async def emit(database: Database, first: int, count: int) -> None:
    """Commit events, many to a transaction: how they came into the outbox is not measured."""
    async with database.session(DISTRICT) as session:
        for number in range(first, first + count):
            await Outbox.add(session, entry(f"k{number}", number, account=str(number % ACCOUNTS)))
        await session.commit()


async def wait_for(connection: "asyncpg.Connection[asyncpg.Record]", count: int, look_s: float) -> None:
    """Wait until so many entries are visible in the subscriber's table."""
    while await connection.fetchval("SELECT count(*) FROM received") < count:
        await asyncio.sleep(look_s)


async def event_to_applied_ms(road: Road) -> list[float]:
    """Return how long each of many single events took from the request to commit until it could be read."""
    connection = await asyncpg.connect(road.subscriber.owner_dsn)
    database = Database(road.publisher.app_url)
    took = []
    for number in range(SINGLE_EVENTS):
        started = time.perf_counter()
        await emit(database, number, 1)
        await wait_for(connection, number + 1, 0.001)
        took.append((time.perf_counter() - started) * 1000)
    await database.close()
    await connection.close()
    return took[20:]  # the first ones open connections


async def events_per_second(road: Road) -> float:
    """Return how fast a backlog is relayed and consumed, counted from the first event published."""
    database = Database(road.publisher.app_url)
    for first in range(0, EVENTS, 500):
        await emit(database, SINGLE_EVENTS + first, 500)
    await database.close()
    connection = await asyncpg.connect(road.subscriber.owner_dsn)
    async with running(road, consume):
        await asyncio.sleep(3)  # both ends are up before the clock starts
        async with running(road, relay):
            await wait_for(connection, SINGLE_EVENTS + 1, 0.005)
            started = time.perf_counter()
            await wait_for(connection, SINGLE_EVENTS + EVENTS, 0.1)
            took = time.perf_counter() - started
    keys = await connection.fetchval("SELECT count(DISTINCT key) FROM received")
    assert keys == SINGLE_EVENTS + EVENTS
    await connection.close()
    return EVENTS / took


async def main() -> int:
    """Print both figures; return 1 when one misses its limit."""
    with (
        scratch_folder() as folder,
        PostgresServer(folder / "postgres") as postgres,
        NatsServer(folder / "nats") as nats,
    ):
        road = await make_road(postgres.dsn, nats.url)
        nc = await connect(nats.url, "bench")
        await provision_road(nc, CONSUMER)
        async with running(road, relay, consume):
            took = sorted(await event_to_applied_ms(road))
        rate = await events_per_second(road)
        await nc.close()
    p99 = took[int(len(took) * 0.99)]
    print(f"event_to_applied_p50_ms {took[len(took) // 2]:.1f} ms {EVENT_TO_APPLIED_LIMIT_MS}")
    print(f"event_to_applied_p99_ms {p99:.1f} ms {EVENT_TO_APPLIED_LIMIT_MS}")
    print(f"events_per_second {rate:.0f} 1/s {EVENTS_PER_SECOND_LIMIT}")
    return 0 if p99 <= EVENT_TO_APPLIED_LIMIT_MS and rate >= EVENTS_PER_SECOND_LIMIT else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
