"""The messages set aside, in the state of a simulated transaction."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from shared.messaging.dead_letter import DeadLetters
from shared.messaging.delivery import Delivery, Key
from tests.messaging.simulated.subscriber import Parked


class SimulatedDeadLetters(DeadLetters):
    """What is asked of the table of dead letters."""

    async def park(self, connection: Any, delivery: Delivery, reason: str, _error: str, *, tries: int = 0) -> None:
        connection.state.parked.setdefault(delivery.event_id, Parked(delivery, reason, tries=tries))

    async def count_try(self, connection: Any, delivery: Delivery, _error: str) -> int:
        connection.state.tries[delivery.event_id] = connection.state.tries.get(delivery.event_id, 0) + 1
        return int(connection.state.tries[delivery.event_id])

    async def forget_tries(self, connection: Any, _district_id: UUID, event_ids: Sequence[UUID]) -> None:
        for event_id in event_ids:
            connection.state.tries.pop(event_id, None)

    async def due(self, connection: Any, max_rows: int) -> Any:
        found = [row.delivery for row in connection.state.parked.values() if row.is_due(connection.now)]
        found.sort(key=lambda each: (each.version, each.stream_sequence))
        return found[:max_rows]

    async def take(self, connection: Any, _district_id: UUID, event_id: UUID) -> Any:
        row = connection.state.parked[event_id]
        return _as_row(row) if row.is_due(connection.now) else None

    async def successors(self, connection: Any, district_id: UUID, key: Key, version: int, max_rows: int) -> Any:
        found = [
            row
            for row in connection.state.parked.values()
            if row.delivery.district_id == district_id and row.delivery.key == key and row.delivery.version > version
            if row.waits
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
