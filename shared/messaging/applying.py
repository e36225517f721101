"""Applying deliveries of one district in one transaction."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from shared.database import Database
from shared.logs import trace_id
from shared.messaging.dead_letter import GAP, DeadLetters
from shared.messaging.delivery import Delivery, Key
from shared.messaging.inbox import Inbox


class Applier:
    """Gives events to their handlers: each once, each aggregate's in order, the rest set aside."""

    def __init__(self, database: Database, inbox: Inbox) -> None:
        self.database = database
        self.inbox = inbox
        self.dead_letters = DeadLetters(inbox.consumer)

    async def apply(self, district_id: UUID, deliveries: Sequence[Delivery], *, retried: bool = False) -> bool:
        """Apply the deliveries and commit; all or, where a handler raises, none.

        Args:
            district_id: Whose they are; the transaction sees no other district's rows.
            deliveries: In the order of the stream.
            retried: Whether some may have failed before.
        Returns:
            Whether events that were set aside have become due.
        """
        async with self.database.session(district_id) as session:
            connection = await session.connection()
            fresh = await self.inbox.claim(connection, district_id, [each.event_id for each in deliveries])
            new: list[Delivery] = []
            for delivery in deliveries:
                if delivery.event_id in fresh:
                    fresh.discard(delivery.event_id)  # a repetition within the batch is a repetition too
                    new.append(delivery)
            due = await self._apply_new(session, connection, district_id, new)
            if retried:
                await self.dead_letters.forget_tries(connection, district_id, [each.event_id for each in deliveries])
            await session.commit()
        return due

    async def _apply_new(
        self, session: AsyncSession, connection: AsyncConnection, district_id: UUID, new: Sequence[Delivery]
    ) -> bool:
        keys = {each.key for each in new if each.event is not None}
        versions = await self.inbox.versions(connection, district_id, keys)
        reached: dict[Key, int] = {}
        for delivery in new:
            if delivery.event is None:
                await self.dead_letters.park(connection, delivery, delivery.reason, delivery.error)
                continue
            version = versions[delivery.key]
            if delivery.version > version + 1:
                await self.dead_letters.park(connection, delivery, GAP, f"version {version} was the last applied")
            elif delivery.version == version + 1:
                await handle(session, delivery)
                versions[delivery.key] = reached[delivery.key] = delivery.version
        return await self.inbox.advance(connection, district_id, reached)


async def handle(session: AsyncSession, delivery: Delivery) -> None:
    """Run the handler of a delivery under the trace of the request that caused it."""
    assert delivery.registration is not None
    token = trace_id.set(delivery.traceparent[3:35])
    try:
        await delivery.registration.handle(session, delivery.event)
    finally:
        trace_id.reset(token)
