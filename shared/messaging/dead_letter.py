"""Messages set aside: kept whole, with the reason, until they are applied or discarded."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.messaging.delivery import Delivery, Key

GAP = "gap"  # an earlier version has not arrived; applied by itself once it has
FAILED = "failed"  # the handler refused it too often

_PARK = text(
    """
    INSERT INTO dead_letter (district_id, consumer, event_id, reason, type, aggregate, aggregate_version,
        message, stream, stream_sequence, error, tries)
    VALUES (:district_id, :consumer, :event_id, :reason, :type, :aggregate, :version,
        :message, :stream, :stream_sequence, :error, :tries)
    ON CONFLICT (district_id, consumer, event_id) DO NOTHING
    """
)
_COUNT = text(
    """
    INSERT INTO delivery_attempt AS known (district_id, consumer, event_id, tries, error)
    VALUES (:district_id, :consumer, :event_id, 1, :error)
    ON CONFLICT (district_id, consumer, event_id)
    DO UPDATE SET tries = known.tries + 1, error = excluded.error, failed_at = now()
    RETURNING tries
    """
)
_FORGET = text(
    """
    DELETE FROM delivery_attempt
    WHERE district_id = :district_id AND consumer = :consumer AND event_id = ANY(CAST(:event_ids AS uuid[]))
    """
)
_DUE = text("SELECT district_id, event_id FROM dead_letter_due_now(:consumer, :max_rows)")
_TAKE = text(
    """
    SELECT event_id, reason, message, stream, stream_sequence, tries, discarded FROM dead_letter
    WHERE district_id = :district_id AND consumer = :consumer AND event_id = :event_id
        AND resolved_at IS NULL AND due_at <= clock_timestamp()
    FOR UPDATE SKIP LOCKED
    """
)
# Those in another worker's hands end the run; it wakes what follows.
_SUCCESSORS = text(
    """
    SELECT event_id, message, stream, stream_sequence FROM dead_letter
    WHERE district_id = :district_id AND consumer = :consumer AND type = :type AND aggregate = :aggregate
        AND aggregate_version > :version AND resolved_at IS NULL AND reason = 'gap' AND NOT discarded
    ORDER BY aggregate_version LIMIT :max_rows FOR UPDATE SKIP LOCKED
    """
)
_RESOLVE = text(
    """
    UPDATE dead_letter SET resolved_at = clock_timestamp(), error = '', due_at = NULL
    WHERE district_id = :district_id AND consumer = :consumer AND event_id = ANY(CAST(:event_ids AS uuid[]))
    """
)
_SETTLE = text(
    """
    UPDATE dead_letter SET reason = coalesce(CAST(:reason AS text), reason), error = :error, tries = :tries,
        due_at = clock_timestamp() + make_interval(secs => CAST(:delay_s AS double precision)),
        resolved_at = CASE WHEN :resolved THEN clock_timestamp() END
    WHERE district_id = :district_id AND consumer = :consumer AND event_id = :event_id
    """
)


class DeadLetters:
    """The messages one consumer has set aside, within the transaction of ``connection``."""

    def __init__(self, consumer: str) -> None:
        self.consumer = consumer

    async def park(
        self, connection: AsyncConnection, delivery: Delivery, reason: str, error: str, *, tries: int = 0
    ) -> None:
        """Set a message aside."""
        await connection.execute(
            _PARK,
            {
                "district_id": delivery.district_id,
                "consumer": self.consumer,
                "event_id": delivery.event_id,
                "reason": reason,
                "type": delivery.event_type,
                "aggregate": delivery.aggregate,
                "version": delivery.version,
                "message": delivery.body,
                "stream": delivery.stream,
                "stream_sequence": delivery.stream_sequence,
                "error": error,
                "tries": tries,
            },
        )

    async def count_try(self, connection: AsyncConnection, delivery: Delivery, error: str) -> int:
        """Count a failed try and return how many there were. The bus's own count also counts our crashes."""
        key = {"district_id": delivery.district_id, "consumer": self.consumer, "event_id": delivery.event_id}
        tries: int = (await connection.execute(_COUNT, {**key, "error": error})).scalar_one()
        return tries

    async def forget_tries(self, connection: AsyncConnection, district_id: UUID, event_ids: Sequence[UUID]) -> None:
        """Drop the count of events that need it no more."""
        await connection.execute(
            _FORGET, {"district_id": district_id, "consumer": self.consumer, "event_ids": list(event_ids)}
        )

    async def due(self, connection: AsyncConnection, max_rows: int) -> Sequence[Row[Any]]:
        """Return district and event of messages whose time has come, of all districts."""
        return (await connection.execute(_DUE, {"consumer": self.consumer, "max_rows": max_rows})).all()

    async def take(self, connection: AsyncConnection, district_id: UUID, event_id: UUID) -> Row[Any] | None:
        """Return a due message, locked, or None when it is settled or another worker has it."""
        key = {"district_id": district_id, "consumer": self.consumer, "event_id": event_id}
        return (await connection.execute(_TAKE, key)).one_or_none()

    async def successors(
        self, connection: AsyncConnection, district_id: UUID, key: Key, version: int, max_rows: int
    ) -> Sequence[Row[Any]]:
        """Return what waits behind a version of an aggregate, in order, locked; there may be gaps in it."""
        event_type, aggregate = key
        what = {"district_id": district_id, "consumer": self.consumer, "type": event_type, "aggregate": aggregate}
        return (await connection.execute(_SUCCESSORS, {**what, "version": version, "max_rows": max_rows})).all()

    async def resolve(self, connection: AsyncConnection, district_id: UUID, event_ids: Sequence[UUID]) -> None:
        """Store that these are done."""
        await connection.execute(
            _RESOLVE, {"district_id": district_id, "consumer": self.consumer, "event_ids": list(event_ids)}
        )

    async def settle(
        self,
        connection: AsyncConnection,
        district_id: UUID,
        event_id: UUID,
        *,
        resolved: bool = False,
        reason: str | None = None,
        error: str = "",
        tries: int = 0,
        delay_s: float | None = None,
    ) -> None:
        """Store how a try ended: resolved, again after a delay, or waiting for somebody (no delay)."""
        await connection.execute(
            _SETTLE,
            {
                "district_id": district_id,
                "consumer": self.consumer,
                "event_id": event_id,
                "resolved": resolved,
                "reason": reason,
                "error": error,
                "tries": tries,
                "delay_s": delay_s,
            },
        )
