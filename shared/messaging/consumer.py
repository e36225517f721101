"""The consumer: takes a service's events from its stream and applies them."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

import nats.errors
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg

from shared.database import Database
from shared.messaging.applying import Applier
from shared.messaging.dead_letter import FAILED
from shared.messaging.delivery import Delivery, read, said
from shared.messaging.failures import MAX_TRIES, OUTAGE_DELAY_S, is_conflict, is_outage, retry_delay_s
from shared.messaging.handlers import Handlers
from shared.messaging.inbox import Inbox
from shared.messaging.pull import Pull
from shared.messaging.streams import DurableConsumer

log = structlog.get_logger(__name__)

_CONFLICT_TRIES = 5
_ACK_TIMEOUT_S = 2.0


class Consumer:
    """Runs one durable consumer of a service.

    Everything of one district that a pull brings is applied in one transaction, because each commit is synced to disk;
    when that fails, each message gets a transaction of its own and only the faulty ones suffer. Acknowledged is what
    is committed: a crash in between brings the message again, and the inbox knows it.
    """

    def __init__(
        self, database: Database, nc: Client, declaration: DurableConsumer, handlers: Handlers, batch: int = 128
    ) -> None:
        missing = set(declaration.event_types) - handlers.event_types(declaration.name)
        if missing:
            raise ValueError(f"{declaration.name} has no handler for {', '.join(sorted(missing))}")
        self.declaration = declaration
        self.handlers = handlers
        self.applier = Applier(database, Inbox(declaration.name))
        self.parked_due = asyncio.Event()  # set when events that were set aside may be applied
        self._pull = Pull(nc, declaration.stream, declaration.name, min(batch, declaration.max_ack_pending))

    async def run(self, stop: asyncio.Event) -> None:
        """Consume until ``stop`` is set; what is in hand then is finished."""
        await self._pull.start()
        try:
            while not stop.is_set():
                if messages := await self._pull.next(timeout_s=0.5):
                    async with self._kept_in_progress(messages):
                        await self.process(messages)
        finally:
            await self._pull.stop()

    async def process(self, messages: Sequence[Msg]) -> None:
        """Apply and acknowledge messages, district by district."""
        deliveries = [read(message, self.declaration.name, self.handlers) for message in messages]
        for district_id, group in _by_district(deliveries):
            try:
                await self.apply(district_id, group)
            except Exception as error:  # the cause decides below; nothing is dropped
                if is_outage(error):
                    await self._wait_out(group, error)
                elif len(group) == 1:
                    await self._failed(group[0], error)
                else:
                    await self._one_by_one(district_id, group)
            else:
                await self.acknowledge(group)

    async def apply(self, district_id: UUID, deliveries: Sequence[Delivery]) -> None:
        """Apply deliveries of one district in one transaction."""
        retried = any(each.message is not None and each.message.metadata.num_delivered > 1 for each in deliveries)
        tried = 1
        while True:
            try:
                if await self.applier.apply(district_id, deliveries, retried=retried):
                    self.parked_due.set()
            except Exception as error:
                if tried == _CONFLICT_TRIES or not is_conflict(error):
                    raise
                await asyncio.sleep(0.01 * 2**tried)
                tried += 1
            else:
                return

    async def acknowledge(self, deliveries: Sequence[Delivery]) -> None:
        """Tell the server that these are done.

        One connection's acknowledgements are processed in order, so the answer to the last one confirms them all.
        """
        messages = [each.message for each in deliveries if each.message is not None]
        try:
            for message in messages[:-1]:
                await message.ack()
            await messages[-1].ack_sync(timeout=_ACK_TIMEOUT_S)
        except (nats.errors.Error, TimeoutError) as error:
            # They come again and the inbox skips them.
            log.warning("ack_unconfirmed", consumer=self.declaration.name, error=type(error).__name__)

    async def _one_by_one(self, district_id: UUID, deliveries: Sequence[Delivery]) -> None:
        for delivery in deliveries:
            try:
                await self.apply(district_id, [delivery])
            except Exception as error:  # counted and kept below
                if is_outage(error):
                    await self._wait_out([delivery], error)
                else:
                    await self._failed(delivery, error)
            else:
                await self.acknowledge([delivery])

    async def _failed(self, delivery: Delivery, error: Exception) -> None:
        """Count the failure; after the last try keep the message with its error and take it off the stream."""
        assert delivery.message is not None
        dead_letters = self.applier.dead_letters
        try:
            async with self.applier.database.session(delivery.district_id) as session:
                connection = await session.connection()
                tries = await dead_letters.count_try(connection, delivery, said(error))
                if tries >= MAX_TRIES:
                    await dead_letters.park(connection, delivery, FAILED, said(error), tries=tries)
                    await self.applier.inbox.claim(connection, delivery.district_id, [delivery.event_id])
                    await dead_letters.forget_tries(connection, delivery.district_id, [delivery.event_id])
                await session.commit()
        except Exception as second:
            if not is_outage(second):
                raise
            await self._wait_out([delivery], second)
            return
        log.error(
            "event_failed",
            consumer=self.declaration.name,
            event_id=str(delivery.event_id),
            type=delivery.event_type,
            tries=tries,
            parked=tries >= MAX_TRIES,
            error=said(error),
            trace_id=delivery.traceparent[3:35],
        )
        if tries >= MAX_TRIES:
            await delivery.message.term()
        else:
            await delivery.message.nak(delay=retry_delay_s(tries))

    async def _wait_out(self, deliveries: Sequence[Delivery], error: BaseException) -> None:
        """Give the messages back and pause: the database is away, and they are not to blame."""
        log.warning("database_away", consumer=self.declaration.name, error=said(error))
        for delivery in deliveries:
            if delivery.message is not None:
                try:
                    await delivery.message.nak(delay=OUTAGE_DELAY_S)
                except nats.errors.Error:
                    break  # then they come again after their ack wait
        await asyncio.sleep(OUTAGE_DELAY_S / 2)

    @asynccontextmanager
    async def _kept_in_progress(self, messages: Sequence[Msg]) -> AsyncIterator[None]:
        """Keep the server from delivering messages again while we are still at work on them."""
        task = asyncio.create_task(self._say_in_progress(messages))
        try:
            yield
        finally:
            task.cancel()

    async def _say_in_progress(self, messages: Sequence[Msg]) -> None:
        while True:
            await asyncio.sleep(self.declaration.ack_wait_s / 3)
            for message in messages:
                if not message.is_acked:
                    try:
                        await message.in_progress()
                    except nats.errors.Error:
                        break


def _by_district(deliveries: Sequence[Delivery]) -> Iterator[tuple[UUID, list[Delivery]]]:
    groups: dict[UUID, list[Delivery]] = {}
    for delivery in deliveries:
        groups.setdefault(delivery.district_id, []).append(delivery)
    yield from groups.items()
