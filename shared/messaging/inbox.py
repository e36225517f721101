"""The inbox: each event has its effect once, and the events of one aggregate in their order."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.messaging.delivery import Key

_CLAIM = text(
    """
    INSERT INTO inbox (district_id, consumer, event_id)
    SELECT :district_id, :consumer, event_id FROM unnest(CAST(:event_ids AS uuid[])) AS event_id
    ON CONFLICT DO NOTHING RETURNING event_id
    """
)
# Writing the version it has already locks the row whether or not it was there. The order of the keys is the same in
# every transaction, so two workers wait for each other and never deadlock.
_LOCK = text(
    """
    INSERT INTO inbox_version AS known (district_id, consumer, type, aggregate, version)
    SELECT :district_id, :consumer, type, aggregate, 0
    FROM unnest(CAST(:types AS text[]), CAST(:aggregates AS text[])) AS key (type, aggregate) ORDER BY 3, 4
    ON CONFLICT (district_id, consumer, type, aggregate) DO UPDATE SET version = known.version
    RETURNING type, aggregate, version
    """
)
_ADVANCE = text(
    """
    UPDATE inbox_version AS known SET version = reached.version
    FROM unnest(CAST(:types AS text[]), CAST(:aggregates AS text[]), CAST(:versions AS bigint[]))
        AS reached (type, aggregate, version)
    WHERE known.district_id = :district_id AND known.consumer = :consumer
        AND known.type = reached.type AND known.aggregate = reached.aggregate
    """
)
# In the same transaction, so that a successor is never left waiting for something that has happened.
_WAKE = text(
    """
    UPDATE dead_letter AS waiting SET due_at = clock_timestamp()
    FROM unnest(CAST(:types AS text[]), CAST(:aggregates AS text[]), CAST(:versions AS bigint[]))
        AS reached (type, aggregate, version)
    WHERE waiting.district_id = :district_id AND waiting.consumer = :consumer
        AND waiting.type = reached.type AND waiting.aggregate = reached.aggregate
        AND waiting.aggregate_version = reached.version + 1
        AND waiting.resolved_at IS NULL AND waiting.reason = 'gap'
    """
)


class Inbox:
    """What one consumer has received and how far it has come, within the transaction of ``connection``."""

    def __init__(self, consumer: str) -> None:
        self.consumer = consumer

    async def claim(self, connection: AsyncConnection, district_id: UUID, event_ids: Iterable[UUID]) -> set[UUID]:
        """Record the events as received and return those that were new."""
        rows = await connection.execute(
            _CLAIM, {"district_id": district_id, "consumer": self.consumer, "event_ids": list(event_ids)}
        )
        return set(rows.scalars())

    async def versions(self, connection: AsyncConnection, district_id: UUID, keys: Collection[Key]) -> dict[Key, int]:
        """Return the last version applied of each key, locked until the transaction ends."""
        if not keys:
            return {}
        parameters = {
            "district_id": district_id,
            "consumer": self.consumer,
            "types": [event_type for event_type, _ in keys],
            "aggregates": [aggregate for _, aggregate in keys],
        }
        rows = await connection.execute(_LOCK, parameters)
        return {(row.type, row.aggregate): row.version for row in rows}

    async def advance(self, connection: AsyncConnection, district_id: UUID, reached: Mapping[Key, int]) -> bool:
        """Store how far each key has come; return whether events that waited for this are due now."""
        if not reached:
            return False
        parameters = {
            "district_id": district_id,
            "consumer": self.consumer,
            "types": [event_type for event_type, _ in reached],
            "aggregates": [aggregate for _, aggregate in reached],
            "versions": list(reached.values()),
        }
        await connection.execute(_ADVANCE, parameters)
        return (await connection.execute(_WAKE, parameters)).rowcount > 0
