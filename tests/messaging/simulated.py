"""The road in memory, by seed: the real relay, consumer and parked events between a bus and databases that misbehave.

Only the ports are made here: PostgreSQL as transactions that become visible at their commit, JetStream as a list with
message ids that it forgets. Every delay, refusal, lost answer and death is drawn from one seeded generator in virtual
time, so a seed that fails fails again in the same way.
"""

import asyncio
import copy
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Coroutine, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import nats.errors

from shared.messaging.consumer import Consumer
from shared.messaging.dead_letter import DeadLetters
from shared.messaging.delivery import Delivery, Key
from shared.messaging.handlers import Handlers
from shared.messaging.inbox import Inbox
from shared.messaging.parked import ParkedEvents
from shared.messaging.relay import Relay
from tests.messaging.road import CONSUMER, DISTRICT, OTHER_DISTRICT, STREAM, EntryRecordedV1, entry

EVENTS = 40
_AGGREGATES = tuple((district, account) for district in (DISTRICT, OTHER_DISTRICT) for account in ("a", "b"))
_LONGEST_S = 1_000.0  # of virtual time; four failures of one event in a row would take longer, and never come
_WINDOW_S = 3.0  # how long the bus remembers a message id
_DATABASE = "postgresql+asyncpg://nowhere/nothing"


class Killed(BaseException):
    """The process is no more. No handler of an Exception may see it, as none would see a SIGKILL."""


class World:
    """The one source of chance, the record of what happened, and who lives."""

    def __init__(self, seed: int, deaths: int = 12) -> None:
        self.random = random.Random(seed)
        self.trace: list[str] = []
        self.deaths_left = deaths

    @property
    def now(self) -> float:
        return asyncio.get_running_loop().time()

    def note(self, what: str) -> None:
        self.trace.append(f"{self.now:.6f} {what}")

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    async def pass_time(self) -> None:
        await asyncio.sleep(self.random.expovariate(200))


class Process:
    """Something that can die between any two of its steps."""

    def __init__(self, world: World, name: str) -> None:
        self.world = world
        self.name = name
        self.alive = True

    async def reach(self, point: str) -> None:
        """Come to a place between two steps: others may go first, and here a process may die."""
        self.check()
        await self.world.pass_time()
        self.check()
        if self.world.deaths_left and self.world.chance(0.06):
            self.world.deaths_left -= 1
            self.world.note(f"{self.name} dies at {point}")
            self.alive = False
            raise Killed
        self.world.note(f"{self.name} {point}")

    def check(self) -> None:
        if not self.alive:
            raise Killed


# -- the publisher's database ------------------------------------------------------------------------------------------


@dataclass
class OutboxTable:
    """Rows by id, and which of them are marked."""

    rows: dict[int, dict[str, Any]] = field(default_factory=dict)
    marked: set[int] = field(default_factory=set)
    versions: defaultdict[tuple[UUID, str], int] = field(default_factory=lambda: defaultdict(int))

    def add(self, event: EntryRecordedV1, event_id: UUID) -> None:
        self.versions[event.district_id, event.aggregate] += 1
        number = len(self.rows) + 1
        self.rows[number] = {
            "id": number,
            "event_id": event_id,
            "district_id": event.district_id,
            "type": event.type,
            "subject": event.subject,
            "aggregate": event.aggregate,
            "aggregate_version": self.versions[event.district_id, event.aggregate],
            "data": event.model_dump_json(),
            "traceparent": "",
            "created_at": datetime(2026, 11, 22, tzinfo=UTC),
        }


class OutboxConnection:
    """What a relay asks of its connection."""

    def __init__(self, table: OutboxTable, process: Process) -> None:
        self._table = table
        self._process = process
        self._staged: set[int] = set()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        self._staged = set()
        yield
        await self._process.reach("before the mark is committed")
        self._table.marked |= self._staged
        await self._process.reach("after the mark is committed")

    async def fetch(self, _query: str, most: int) -> list[dict[str, Any]]:
        await self._process.reach("fetched")
        return [row for number, row in self._table.rows.items() if number not in self._table.marked][:most]

    async def execute(self, _query: str, ids: list[int], _sequences: list[int]) -> None:
        await self._process.reach("marked")
        self._staged |= set(ids)


# -- the bus -----------------------------------------------------------------------------------------------------------


@dataclass
class Stored:
    """A message of the stream, and how its delivery stands."""

    sequence: int
    message_id: str
    subject: str
    data: bytes
    delivered: int = 0
    due_at: float = 0.0
    done: bool = False


class Bus:
    """A stream with one durable consumer. It loses answers, forgets message ids and delivers again when unsure."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.stream: list[Stored] = []
        self._known: dict[str, tuple[float, int]] = {}

    def store(self, subject: str, data: bytes, message_id: str) -> int:
        known = self._known.get(message_id)
        if known is not None and self.world.now - known[0] < _WINDOW_S:
            return known[1]
        self.stream.append(Stored(len(self.stream) + 1, message_id, subject, data))
        self._known[message_id] = self.world.now, len(self.stream)
        return len(self.stream)

    def deliver(self, process: Process, most: int) -> list["SimulatedMsg"]:
        due = [each for each in self.stream if not each.done and each.due_at <= self.world.now]
        taken = due[: self.world.random.randint(1, most)]
        for each in taken:
            each.delivered += 1
            each.due_at = self.world.now + CONSUMER.ack_wait_s
        return [SimulatedMsg(self, each, process) for each in taken]


class Publishing:
    """The client of a relay: `nc` and its JetStream context in one."""

    is_closed = False

    def __init__(self, bus: Bus, process: Process) -> None:
        self._bus = bus
        self._process = process

    def jetstream(self, **_options: Any) -> "Publishing":
        return self

    async def publish(self, subject: str, body: bytes, *, stream: str, headers: Mapping[str, str]) -> Any:
        await self._process.reach("before publishing")
        assert stream == STREAM.name
        if self._bus.world.chance(0.1):
            raise nats.errors.TimeoutError  # it never arrived
        sequence = self._bus.store(subject, body, headers["Nats-Msg-Id"])
        await self._process.reach(f"published as {sequence}")
        if self._bus.world.chance(0.1):
            raise nats.errors.TimeoutError  # it arrived and the answer did not
        return SimpleNamespace(seq=sequence)


class SimulatedMsg:
    """A delivery."""

    is_acked = False

    def __init__(self, bus: Bus, stored: Stored, process: Process) -> None:
        self._bus = bus
        self._stored = stored
        self._process = process
        self.data = stored.data
        self.subject = stored.subject
        self.metadata = SimpleNamespace(
            stream=STREAM.name, num_delivered=stored.delivered, sequence=SimpleNamespace(stream=stored.sequence)
        )

    async def ack(self) -> None:
        await self._process.reach(f"acknowledges {self._stored.sequence}")
        self.is_acked = True
        if not self._bus.world.chance(0.1):
            self._stored.done = True

    async def ack_sync(self, timeout: float) -> None:
        await self.ack()
        if self._bus.world.chance(0.1):
            await asyncio.sleep(timeout)
            raise nats.errors.TimeoutError

    async def nak(self, delay: float) -> None:
        self._process.check()
        self._stored.due_at = self._bus.world.now + delay

    async def term(self) -> None:
        self._process.check()
        self._stored.done = True

    async def in_progress(self) -> None:
        self._process.check()
        self._stored.due_at = self._bus.world.now + CONSUMER.ack_wait_s


class SimulatedPull:
    """Stands where the consumer's pull stands."""

    def __init__(self, bus: Bus, process: Process) -> None:
        self._bus = bus
        self._process = process

    async def start(self) -> None:
        """Nothing to do."""

    async def stop(self) -> None:
        """Nothing to do."""

    async def next(self, timeout_s: float) -> list[SimulatedMsg]:
        await self._process.reach("pulls")
        messages = self._bus.deliver(self._process, 8)
        if not messages:
            await asyncio.sleep(timeout_s)
        return messages


# -- the subscriber's database -----------------------------------------------------------------------------------------


@dataclass
class Parked:
    """A row of the dead letters."""

    delivery: Delivery
    reason: str
    due_at: float | None = None
    tries: int = 0
    resolved: bool = False


@dataclass
class Subscribed:
    """Everything the subscriber has committed."""

    inbox: set[UUID] = field(default_factory=set)
    versions: dict[tuple[UUID, Key], int] = field(default_factory=dict)
    tries: dict[UUID, int] = field(default_factory=dict)
    parked: dict[UUID, Parked] = field(default_factory=dict)
    received: list[tuple[UUID, str, str]] = field(default_factory=list)

    def copied(self) -> "Subscribed":
        return Subscribed(
            set(self.inbox),
            dict(self.versions),
            dict(self.tries),
            {event_id: copy.copy(row) for event_id, row in self.parked.items()},
            list(self.received),
        )


class SimulatedDatabase:
    """One transaction after the other; what is not committed was never there."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.state = Subscribed()
        self.lock = asyncio.Lock()

    def of(self, process: Process) -> Any:
        """Return what a process of the subscriber takes for its database."""
        return SimpleNamespace(session=lambda _district_id: SimulatedSession(self, process))


class SimulatedSession:
    """A transaction."""

    def __init__(self, database: SimulatedDatabase, process: Process) -> None:
        self._database = database
        self._process = process
        self.now = database.world.now
        self.state = Subscribed()

    async def __aenter__(self) -> "SimulatedSession":
        await self._database.lock.acquire()
        self.state = self._database.state.copied()
        self.now = self._database.world.now
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._database.lock.release()

    async def connection(self) -> "SimulatedSession":
        if self._database.world.chance(0.03):
            raise ConnectionResetError
        return self

    async def commit(self) -> None:
        await self._process.reach("before its commit")
        self._database.state = self.state
        self.state = self.state.copied()
        await self._process.reach("after its commit")
        if self._database.world.chance(0.03):
            raise ConnectionResetError  # committed, and nobody learned of it


class SimulatedInbox(Inbox):
    """The inbox's four statements on the state of a transaction."""

    async def claim(self, connection: Any, _district_id: UUID, event_ids: Iterable[UUID]) -> set[UUID]:
        new: set[UUID] = set(event_ids) - connection.state.inbox
        connection.state.inbox |= new
        return new

    async def versions(self, connection: Any, district_id: UUID, keys: Collection[Key]) -> dict[Key, int]:
        return {key: connection.state.versions.get((district_id, key), 0) for key in keys}

    async def advance(self, connection: Any, district_id: UUID, reached: Mapping[Key, int]) -> bool:
        woken = False
        for key, version in reached.items():
            connection.state.versions[district_id, key] = version
            for row in connection.state.parked.values():
                at = row.delivery
                if (at.district_id, at.key, at.version) == (district_id, key, version + 1) and _waits(row):
                    row.due_at, woken = connection.now, True
        return woken


class SimulatedDeadLetters(DeadLetters):
    """The same for the messages set aside."""

    async def park(self, connection: Any, delivery: Delivery, reason: str, _error: str, *, tries: int = 0) -> None:
        connection.state.parked.setdefault(delivery.event_id, Parked(delivery, reason, tries=tries))

    async def count_try(self, connection: Any, delivery: Delivery, _error: str) -> int:
        connection.state.tries[delivery.event_id] = connection.state.tries.get(delivery.event_id, 0) + 1
        return int(connection.state.tries[delivery.event_id])

    async def forget_tries(self, connection: Any, _district_id: UUID, event_ids: Sequence[UUID]) -> None:
        for event_id in event_ids:
            connection.state.tries.pop(event_id, None)

    async def due(self, connection: Any, max_rows: int) -> Any:
        found = [row.delivery for row in connection.state.parked.values() if _is_due(row, connection.now)]
        found.sort(key=lambda each: (each.version, each.stream_sequence))
        return found[:max_rows]

    async def take(self, connection: Any, _district_id: UUID, event_id: UUID) -> Any:
        row = connection.state.parked[event_id]
        return _as_row(row) if _is_due(row, connection.now) else None

    async def successors(self, connection: Any, district_id: UUID, key: Key, version: int, max_rows: int) -> Any:
        found = [
            row
            for row in connection.state.parked.values()
            if row.delivery.district_id == district_id and row.delivery.key == key and row.delivery.version > version
            if _waits(row)
        ]
        found.sort(key=lambda row: row.delivery.version)
        return [_as_row(row) for row in found[:max_rows]]

    async def resolve(self, connection: Any, _district_id: UUID, event_ids: Sequence[UUID]) -> None:
        for event_id in event_ids:
            connection.state.parked[event_id].resolved = True

    async def settle(
        self,
        connection: Any,
        _district_id: UUID,
        event_id: UUID,
        *,
        resolved: bool = False,
        reason: str | None = None,
        error: str = "",
        tries: int = 0,
        delay_s: float | None = None,
    ) -> None:
        row = connection.state.parked[event_id]
        row.resolved, row.reason, row.tries = resolved, reason or row.reason, tries
        row.due_at = None if delay_s is None else connection.now + delay_s


def _waits(row: Parked) -> bool:
    return row.reason == "gap" and not row.resolved


def _is_due(row: Parked, now: float) -> bool:
    return not row.resolved and row.due_at is not None and row.due_at <= now


def _as_row(row: Parked) -> Any:
    at = row.delivery
    return SimpleNamespace(
        event_id=at.event_id,
        reason=row.reason,
        message=at.body,
        stream=at.stream,
        stream_sequence=at.stream_sequence,
        tries=row.tries,
        discarded=False,
    )


# -- one run -----------------------------------------------------------------------------------------------------------


class Defects:
    """What may be built wrongly on purpose, so that it is known to be found."""

    def relay(self, *arguments: Any) -> Relay:
        return Relay(*arguments, batch=8)

    def consumer(self, *arguments: Any) -> Consumer:
        return Consumer(*arguments)

    def inbox(self) -> Inbox:
        return SimulatedInbox(CONSUMER.name)


@dataclass(frozen=True)
class Outcome:
    """What a run of one seed came to."""

    trace: tuple[str, ...]
    told: dict[tuple[UUID, str], list[str]]
    received: dict[tuple[UUID, str], list[str]]
    came_to_rest: bool  # all is marked, acknowledged and settled

    @property
    def is_right(self) -> bool:
        """Nothing lost, nothing doubled, and each aggregate in its order."""
        return self.came_to_rest and self.received == self.told


def _by_aggregate(entries: Iterable[tuple[UUID, str, str]]) -> dict[tuple[UUID, str], list[str]]:
    found: defaultdict[tuple[UUID, str], list[str]] = defaultdict(list)
    for district_id, account, key in entries:
        found[district_id, account].append(key)
    return dict(found)


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
    return Outcome(tuple(world.trace), _by_aggregate(entries), _by_aggregate(database.state.received), came_to_rest)


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
