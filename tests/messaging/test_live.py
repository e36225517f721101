"""Live events reach whoever listens, also across a restart of the server."""

import asyncio

from nats.aio.client import Client

from deploy.local.nats import NatsServer
from shared.events.envelope import Envelope
from shared.messaging.live import subscribe_live
from shared.messaging.relay import Relay
from tests.messaging.conftest import Running
from tests.messaging.road import STREAM, Road, entry, opened, record


async def test_from_now_on_in_order_and_across_a_restart(
    road: Road, bus: NatsServer, nc: Client, running: Running
) -> None:
    heard: list[str] = []

    async def note(envelope: Envelope) -> None:
        heard.append(envelope.subject)

    async def until(count: int) -> None:
        async with asyncio.timeout(30):
            while len(heard) < count:
                await asyncio.sleep(0.05)

    async with opened(road.publisher.app_url) as publisher, running(Relay(road.publisher.app_url, nc, STREAM.name).run):
        await record(publisher, entry("before"))
        async with asyncio.timeout(20):
            while await road.publisher_rows("SELECT 1 FROM outbox WHERE published_at IS NULL"):
                await asyncio.sleep(0.05)
        async with subscribe_live(nc, [STREAM.name], ["allocation.>"], note):
            await record(publisher, entry("a"))
            await record(publisher, entry("b"))
            await until(2)
            await asyncio.to_thread(bus.kill)
            await record(publisher, entry("c"))
            await asyncio.to_thread(bus.start)
            await record(publisher, entry("d"))
            await until(4)
    assert heard == ["a", "b", "c", "d"]
