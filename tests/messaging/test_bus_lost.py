"""The bus loses everything, or a part: the outbox is the record, and replaying it doubles nothing."""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from nats.aio.client import Client

from deploy.local.nats import NatsServer
from shared.messaging.check import compare
from shared.messaging.connection import connect
from shared.messaging.consumer import Consumer
from shared.messaging.relay import Relay
from shared.messaging.replay import main as replay
from shared.messaging.replay import replay_outbox
from tests.messaging.conftest import Running
from tests.messaging.road import (
    CONSUMER,
    STREAM,
    Road,
    entry,
    handlers,
    opened,
    provision_road,
    record,
    stream_messages,
)


def wipe(store: Path) -> None:
    shutil.rmtree(store)


def flip_a_bit(store: Path) -> None:
    """Change one bit in the middle of the stream's messages, as a dying disk does."""
    (block,) = store.glob(f"**/streams/{STREAM.name}/msgs/*.blk")
    content = bytearray(block.read_bytes())
    content[len(content) // 2] ^= 0b0001_0000
    block.write_bytes(content)


def spoil_the_description(store: Path) -> None:
    """Change one bit of what the stream's folder says about the stream."""
    (description,) = store.glob(f"**/streams/{STREAM.name}/meta.inf")
    content = bytearray(description.read_bytes())
    content[len(content) // 2] ^= 0b0001_0000
    description.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "lost"), [(wipe, {20}), (flip_a_bit, set(range(1, 21))), (spoil_the_description, {0, 20})]
)
async def test_a_harmed_bus_is_rebuilt_from_the_outbox(
    harm: Callable[[Path], None], lost: set[int], road: Road, bus: NatsServer, nc: Client, running: Running
) -> None:
    async with opened(road.publisher.app_url) as publisher, opened(road.subscriber.app_url) as subscriber:
        relay = Relay(road.publisher.app_url, nc, STREAM.name)
        consumer = Consumer(subscriber, nc, CONSUMER, handlers())
        async with running(relay.run, consumer.run):
            for number in range(20):
                await record(publisher, entry(f"k{number:02}"))
            await road.wait_until_received(20)
            assert (await compare(publisher, nc, STREAM.name)).problem == ""
        await asyncio.to_thread(bus.kill)
        harm(bus.store)
        await asyncio.to_thread(bus.start)

        again = await connect(bus.url, "test")
        await provision_road(again)
        figures = await compare(publisher, again, STREAM.name)
        assert figures.lost_count in lost
        assert ("replay the outbox" in figures.problem) == (figures.lost_count > 0)
        assert await replay_outbox(publisher) == 20
        relay = Relay(road.publisher.app_url, again, STREAM.name)
        consumer = Consumer(subscriber, again, CONSUMER, handlers())
        async with running(relay.run, consumer.run):
            await record(publisher, entry("after"))
            await road.wait_until_received(21)
            async with asyncio.timeout(60):
                while (await compare(publisher, again, STREAM.name)).published_count < 21:
                    await asyncio.sleep(0.05)
        assert (await compare(publisher, again, STREAM.name)).problem == ""
        assert len(await stream_messages(again)) == 21
        await again.close()
    assert await road.received_keys() == [*(f"k{number:02}" for number in range(20)), "after"]


async def test_the_commands(road: Road, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    async with opened(road.publisher.app_url) as publisher:
        await record(publisher, entry("a"))
    monkeypatch.setenv("DATABASE_URL", road.publisher.app_url)
    assert await replay(["outbox", "--since", "2100-01-01"]) == 0
    monkeypatch.setenv("DATABASE_URL", road.subscriber.app_url)
    for arguments in (
        ["list", "--consumer", "adder"],
        ["dead-letters", "--consumer", "adder"],
        ["discard", "--consumer", "adder", "--event-id", str(uuid4())],
    ):
        assert await replay(arguments) == 0
    assert capsys.readouterr().out == "0 events\n" * 4
