"""The road in memory, by seed: the real relay, consumer and parked events between a bus and databases that misbehave.

Only the ports are made here: PostgreSQL as transactions that become visible at their commit, JetStream as a list with
message ids that it forgets. Every delay, refusal, lost answer and death is drawn from one seeded generator in virtual
time, so a seed that fails fails again in the same way.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any, cast
from uuid import UUID

from shared.messaging.consumer import Consumer
from shared.messaging.handlers import Handlers
from shared.messaging.inbox import Inbox
from shared.messaging.parked import ParkedEvents
from shared.messaging.relay import Relay
from tests.messaging.road import CONSUMER, DISTRICT, OTHER_DISTRICT, STREAM, EntryRecordedV1, entry
from tests.messaging.simulated.bus import Bus, Publishing, SimulatedPull
from tests.messaging.simulated.dead_letters import SimulatedDeadLetters
from tests.messaging.simulated.outcome import Outcome, by_aggregate
from tests.messaging.simulated.publisher import OutboxConnection, OutboxTable
from tests.messaging.simulated.subscriber import SimulatedDatabase, SimulatedInbox
from tests.messaging.simulated.world import Killed, Process, World

EVENTS = 40
_AGGREGATES = tuple((district, account) for district in (DISTRICT, OTHER_DISTRICT) for account in ("a", "b"))
_LONGEST_S = 1_000.0  # of virtual time; four failures of one event in a row would take longer, and never come
_DATABASE = "postgresql+asyncpg://nowhere/nothing"


class Defects:
    """What may be built wrongly on purpose, so that it is known to be found."""

    def relay(self, *arguments: Any) -> Relay:
        return Relay(*arguments, batch=8)

    def consumer(self, *arguments: Any) -> Consumer:
        return Consumer(*arguments)

    def inbox(self) -> Inbox:
        return SimulatedInbox(CONSUMER.name)


async def simulate(seed: int, built: Defects | None = None) -> Outcome:
    """Tell some events of two districts, with everything failing that can fail, until nothing moves any more."""
    built = built or Defects()
    world = World(seed)
    table, bus, database = OutboxTable(), Bus(world), SimulatedDatabase(world)
    entries: list[tuple[UUID, str, str]] = []
    relay = asyncio.create_task(_reborn(world, "relay", lambda process: _relay(built, table, bus, process)))
    consumers = [
        asyncio.create_task(_reborn(world, name, lambda process: _consume(built, bus, database, process)))
        for name in ("consumer 1", "consumer 2")
    ]
    for number in range(EVENTS):
        await asyncio.sleep(world.random.expovariate(20))
        district_id, account = world.random.choice(_AGGREGATES)
        key = f"k{number:03}"
        entries.append((district_id, account, key))
        event = entry(key, account=account, district_id=district_id)
        table.add(event, UUID(int=world.random.getrandbits(128), version=4))
    try:
        async with asyncio.timeout(_LONGEST_S):
            while not _is_quiet(table, bus, database):
                await asyncio.sleep(1)
    except TimeoutError:
        world.note("gives up")
    came_to_rest = _is_quiet(table, bus, database)
    for task in (relay, *consumers):
        task.cancel()
    await asyncio.gather(relay, *consumers, return_exceptions=True)
    return Outcome(tuple(world.trace), by_aggregate(entries), by_aggregate(database.state.received), came_to_rest)


def _is_quiet(table: OutboxTable, bus: Bus, database: SimulatedDatabase) -> bool:
    return (
        len(table.marked) == len(table.rows)
        and all(each.done for each in bus.stream)
        and all(row.resolved for row in database.state.parked.values())
    )


async def _reborn(world: World, name: str, life: Any) -> None:
    """Start a process, and again each time it died."""
    while True:
        process = Process(world, name)
        try:
            await life(process)
        except Killed:
            await asyncio.sleep(world.random.uniform(0.01, 2))


async def _relay(built: Defects, table: OutboxTable, bus: Bus, process: Process) -> None:
    relay = built.relay(_DATABASE, Publishing(bus, process), STREAM.name)
    while True:
        if not await relay.relay_batch(OutboxConnection(table, process)):
            await asyncio.sleep(0.25)


async def _consume(built: Defects, bus: Bus, database: SimulatedDatabase, process: Process) -> None:
    async def receive(session: Any, event: EntryRecordedV1) -> None:
        process.check()
        if process.world.chance(0.02):
            raise ValueError(event.key)  # counted against the message, and tried again later
        session.state.received.append((event.district_id, event.account, event.key))

    handlers = Handlers("planning")
    handlers.on(CONSUMER.name, EntryRecordedV1, receive)
    consumer = built.consumer(database.of(process), None, CONSUMER, handlers)
    consumer._pull = cast(Any, SimulatedPull(bus, process))
    consumer.applier.inbox = built.inbox()
    consumer.applier.dead_letters = SimulatedDeadLetters(CONSUMER.name)
    parked = ParkedEvents(consumer.applier, handlers, consumer.parked_due)
    stop = asyncio.Event()
    await _together(consumer.run(stop), parked.run(stop))


async def _together(*jobs: Coroutine[Any, Any, None]) -> None:
    """Run jobs until the first ends; the others end with it."""
    tasks = [asyncio.create_task(job) for job in jobs]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, Killed):
            raise result
    for result in results:
        if isinstance(result, Exception):
            raise result
