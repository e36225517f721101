"""The bus: a list with message ids that it forgets, and the clients of a relay and of a consumer."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import nats.errors

from tests.messaging.road import CONSUMER, STREAM
from tests.messaging.simulated.world import Process, World

_WINDOW_S = 3.0  # how long the bus remembers a message id


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
