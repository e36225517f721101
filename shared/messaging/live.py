"""Live events for whoever shows them: from now on, in order, nothing stored and nothing repeated after a restart."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import nats.errors
import nats.js.errors
import structlog
from nats.aio.client import Client
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from pydantic import ValidationError

from shared.events.envelope import Envelope
from shared.messaging.connection import wait_connected
from shared.messaging.pull import Pull

log = structlog.get_logger(__name__)

_FORGOTTEN_AFTER_S = 60.0
_CHECK_S = 5.0

Callback = Callable[[Envelope], Awaitable[None]]


@asynccontextmanager
async def subscribe_live(
    nc: Client, streams: Sequence[str], subjects: Sequence[str], callback: Callback
) -> AsyncIterator[None]:
    """Call ``callback`` with each event published while the block runs.

    Each stream gets a consumer that the server forgets by itself. When it is lost, as in a restart of the server, a
    new one continues after the last event seen, so a page misses nothing while its gateway lives::

        async with subscribe_live(nc, ["ALLOCATION"], ["allocation.>"], forward):
            ...

    Args:
        nc: A connection from :func:`shared.messaging.connection.connect`.
        streams: Streams to follow.
        subjects: Event types, or patterns such as ``allocation.>``, that these streams hold.
        callback: Called in order for each stream; must not block for long.
    """
    stop = asyncio.Event()
    started = [asyncio.Event() for _ in streams]
    tasks = [
        asyncio.create_task(_follow(nc, stream, subjects, callback, stop, ready))
        for stream, ready in zip(streams, started, strict=True)
    ]
    try:
        for ready in started:
            await ready.wait()
        yield
    finally:
        stop.set()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _follow(
    nc: Client, stream: str, subjects: Sequence[str], callback: Callback, stop: asyncio.Event, ready: asyncio.Event
) -> None:
    last: int | None = None
    while await wait_connected(nc, stop) and not stop.is_set():
        try:
            js = nc.jetstream()
            if last is None:
                last = (await js.stream_info(stream)).state.last_seq
            consumer = await js.add_consumer(
                stream,
                ConsumerConfig(
                    deliver_policy=DeliverPolicy.BY_START_SEQUENCE,
                    opt_start_seq=last + 1,
                    ack_policy=AckPolicy.NONE,
                    filter_subjects=list(subjects),
                    inactive_threshold=_FORGOTTEN_AFTER_S,
                    mem_storage=True,
                    num_replicas=1,
                ),
            )
            ready.set()
            last = await _pass_on(nc, stream, consumer.name, callback, last)
        except (nats.errors.Error, nats.js.errors.Error, TimeoutError) as error:
            log.warning("live_events_interrupted", stream=stream, error=type(error).__name__)
            await asyncio.sleep(0.5)


async def _pass_on(nc: Client, stream: str, consumer: str, callback: Callback, last: int) -> int:
    """Pass events on until the consumer is gone; return the last sequence seen."""
    pull = Pull(nc, stream, consumer, batch=64)
    await pull.start()
    try:
        while True:
            messages = await pull.next(timeout_s=_CHECK_S)
            for message in messages:
                last = message.metadata.sequence.stream
                try:
                    envelope = Envelope.model_validate_json(message.data)
                except ValidationError:
                    log.warning("live_event_unreadable", stream=stream, sequence=last)
                    continue
                await callback(envelope)
            if not messages:
                try:
                    await nc.jetstream().consumer_info(stream, consumer)
                except nats.js.errors.NotFoundError:
                    return last
    finally:
        with contextlib.suppress(nats.errors.Error):
            await pull.stop()
