"""The outbox: an event is stored in the transaction of the change it tells of, or not at all."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from shared.events.envelope import MAX_BYTES, Event
from shared.events.event_id import uuid7
from shared.logs import trace_id

_ENVELOPE_BYTES = 1_024  # what the attributes around the data need at most
_TRACE_ID_LENGTH = 32

# Counting up takes the aggregate's row lock until the transaction ends, so versions become visible in their order and
# the identity, drawn after the lock, rises with them: reading the outbox by id never meets version n + 1 before n.
_ADD = text(
    """
    WITH next AS (
        INSERT INTO outbox_version AS known (district_id, type, aggregate, version)
        VALUES (:district_id, :type, :aggregate, 1)
        ON CONFLICT (district_id, type, aggregate) DO UPDATE SET version = known.version + 1
        RETURNING version
    )
    INSERT INTO outbox (district_id, event_id, type, subject, aggregate, aggregate_version, data, traceparent)
    SELECT :district_id, :event_id, :type, :subject, :aggregate, version, CAST(:data AS json), :traceparent FROM next
    """
)


class EventTooLarge(ValueError):
    """An event does not fit into one message; split it, or send a link and a hash."""


class Outbox:
    """Where use cases leave events for the relay."""

    @staticmethod
    async def add(session: AsyncSession, event: Event) -> UUID:
        """Store the event in the session's transaction and return its id.

        Raises:
            EventTooLarge: The message would be larger than 64 KiB.
        """
        data = event.model_dump_json()
        size = len(data.encode())
        if size + _ENVELOPE_BYTES > MAX_BYTES:
            raise EventTooLarge(f"{event.type} {event.subject} has {size} bytes of data")
        event_id = uuid7()
        connection = await session.connection()
        await connection.execute(
            _ADD,
            {
                "district_id": event.district_id,
                "event_id": event_id,
                "type": event.type,
                "subject": event.subject,
                "aggregate": event.aggregate,
                "data": data,
                "traceparent": _traceparent(event_id),
            },
        )
        return event_id


def _traceparent(event_id: UUID) -> str:
    """Continue the trace of the request or event we are in (W3C Trace Context)."""
    current = trace_id.get()
    if len(current) != _TRACE_ID_LENGTH or not set(current) <= set("0123456789abcdef"):
        return ""
    return f"00-{current}-{event_id.hex[16:]}-01"
