"""The publisher's database: an outbox whose marks become visible at their commit."""

from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests.messaging.road import EntryRecordedV1
from tests.messaging.simulated.world import Process


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
