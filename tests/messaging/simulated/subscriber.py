"""The subscriber's database: everything of a transaction, or nothing of it."""

import asyncio
import copy
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from shared.messaging.delivery import Delivery, Key
from shared.messaging.inbox import Inbox
from tests.messaging.simulated.world import Process, World


@dataclass
class Parked:
    """A row of the dead letters."""

    delivery: Delivery
    reason: str
    due_at: float | None = None
    tries: int = 0
    resolved: bool = False

    @property
    def waits(self) -> bool:
        return self.reason == "gap" and not self.resolved

    def is_due(self, now: float) -> bool:
        return not self.resolved and self.due_at is not None and self.due_at <= now


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
                if (at.district_id, at.key, at.version) == (district_id, key, version + 1) and row.waits:
                    row.due_at, woken = connection.now, True
        return woken
