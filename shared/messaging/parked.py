"""Applying what was set aside: gaps that have closed, and whatever an operator asked to replay or discard."""

import asyncio
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from shared.messaging.applying import Applier, handle
from shared.messaging.dead_letter import FAILED, GAP
from shared.messaging.delivery import NO_DISTRICT, Delivery, read_body, said
from shared.messaging.failures import MAX_TRIES, is_outage, retry_delay_s
from shared.messaging.handlers import Handlers

log = structlog.get_logger(__name__)

_LOOK_S = 2.0
_BATCH = 100
_RUN = 200  # events of one aggregate that are applied in one transaction


class _FollowerFailed(Exception):
    """An event that waited behind another was refused; it will be tried, and blamed, by itself."""


class ParkedEvents:
    """Looks after the dead letters of one consumer."""

    def __init__(self, applier: Applier, handlers: Handlers, wake: asyncio.Event) -> None:
        self._applier = applier
        self._dead_letters = applier.dead_letters
        self._handlers = handlers
        self._wake = wake

    async def run(self, stop: asyncio.Event) -> None:
        """Apply what is due until ``stop`` is set."""
        while not stop.is_set():
            self._wake.clear()
            try:
                while await self.apply_due() and not stop.is_set():
                    pass
            except Exception as error:
                if not is_outage(error):
                    raise
                log.warning("database_away", consumer=self._dead_letters.consumer, error=said(error))
            try:
                await asyncio.wait_for(self._wake.wait(), _LOOK_S)
            except TimeoutError:
                continue

    async def apply_due(self) -> int:
        """Try each due message once, in a transaction of its own; return how many were ours to try."""
        async with self._applier.database.session(NO_DISTRICT) as session:
            rows = await self._dead_letters.due(await session.connection(), _BATCH)
        return sum([await self._try(row.district_id, row.event_id, _RUN) for row in rows])

    async def _try(self, district_id: UUID, event_id: UUID, run: int) -> bool:
        """Apply one due message and up to ``run`` that waited behind it; if one of them fails, the first alone."""
        row: Row[Any] | None = None
        try:
            async with self._applier.database.session(district_id) as session:
                row = await self._dead_letters.take(await session.connection(), district_id, event_id)
                if row is None:
                    return False
                await self._apply(session, district_id, row, run)
                await session.commit()
        except Exception as error:
            if row is None or is_outage(error):
                raise
            if isinstance(error, _FollowerFailed):
                return await self._try(district_id, event_id, 0)
            await self._failed(district_id, row, error)
        return True

    async def _apply(self, session: AsyncSession, district_id: UUID, row: Row[Any], run: int) -> None:
        connection = await session.connection()
        delivery = read_body(row.message, row.stream, row.stream_sequence, self._dead_letters.consumer, self._handlers)
        if delivery.district_id != district_id:  # unreadable when it was parked, readable by now
            await self._applier.apply(delivery.district_id, [delivery])
            await self._dead_letters.settle(connection, district_id, row.event_id, resolved=True)
            return
        if delivery.district_id == NO_DISTRICT or (delivery.event is None and not row.discarded):
            await self._dead_letters.settle(
                connection, district_id, row.event_id, resolved=row.discarded, error=delivery.error
            )
            return
        await self._apply_in_order(session, delivery, row, run)

    async def _apply_in_order(self, session: AsyncSession, delivery: Delivery, row: Row[Any], run: int) -> None:
        connection = await session.connection()
        district_id, key = delivery.district_id, delivery.key
        version = (await self._applier.inbox.versions(connection, district_id, [key]))[key]
        if delivery.version > version + 1:
            # Still ahead of its time; the transaction that applies its predecessor will wake it.
            await self._dead_letters.settle(
                connection, district_id, row.event_id, reason=GAP, error=f"version {version} was the last applied"
            )
            return
        if delivery.version == version + 1:
            if not row.discarded:
                await handle(session, delivery)
            followers = await self._apply_run(session, delivery, run) if run else 0
            await self._applier.inbox.advance(connection, district_id, {key: delivery.version + followers})
        await self._dead_letters.settle(connection, district_id, row.event_id, resolved=True)
        log.info("parked_event_settled", event_id=str(row.event_id), discarded=row.discarded)

    async def _apply_run(self, session: AsyncSession, first: Delivery, run: int) -> int:
        """Apply what waited behind an event without a gap; return how many.

        After an outage thousands may wait: one transaction each would take a synced write each.
        """
        connection = await session.connection()
        rows = await self._dead_letters.successors(connection, first.district_id, first.key, first.version, run)
        done: list[UUID] = []
        for row in rows:
            delivery = read_body(
                row.message, row.stream, row.stream_sequence, self._dead_letters.consumer, self._handlers
            )
            if delivery.event is None or delivery.version != first.version + len(done) + 1:
                break
            try:
                await handle(session, delivery)
            except Exception as error:
                if is_outage(error):
                    raise
                raise _FollowerFailed from error
            done.append(row.event_id)
        if done:
            await self._dead_letters.resolve(connection, first.district_id, done)
        return len(done)

    async def _failed(self, district_id: UUID, row: Row[Any], error: Exception) -> None:
        """Only a closed gap tries again by itself; a replay that fails waits for the operator."""
        tries = row.tries + 1
        again = row.reason == GAP and tries < MAX_TRIES
        async with self._applier.database.session(district_id) as session:
            await self._dead_letters.settle(
                await session.connection(),
                district_id,
                row.event_id,
                reason=None if again else FAILED,
                error=said(error),
                tries=tries,
                delay_s=retry_delay_s(tries) if again else None,
            )
            await session.commit()
        log.error("parked_event_failed", event_id=str(row.event_id), tries=tries, error=said(error))
