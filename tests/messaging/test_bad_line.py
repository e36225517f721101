"""The road over bad lines to NATS and to PostgreSQL: everything arrives once, and readiness names what is away."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from nats.aio.client import Client

from deploy.local.databases import ServiceDatabase
from deploy.local.nats import NatsServer
from deploy.local.postgres import PostgresServer
from shared.messaging import consumer as consuming
from shared.messaging import relay as relaying
from shared.messaging.connection import connect
from shared.messaging.consumer import Consumer
from shared.messaging.parked import ParkedEvents
from shared.messaging.provision import provision
from shared.messaging.relay import Relay
from shared.testkit.bad_line import FINE, BadLine, Trouble, bad_line
from tests.in_process import in_process
from tests.messaging.conftest import Running
from tests.messaging.road import CONSUMER, STREAM, Road, entry, handlers, nothing_pending, opened, record

COUNT = 24  # entries in each spell of trouble
ACCOUNTS = 3
PROBE_S = 4.0  # what asks for readiness, in docker-compose.yml, waits no longer for the answer


@dataclass(frozen=True)
class Lines:
    """The lines of a service."""

    nats: BadLine
    postgres: BadLine

    def both(self) -> tuple[BadLine, BadLine]:
        return self.nats, self.postgres


@pytest.fixture
async def lines(bus: NatsServer, postgres: PostgresServer) -> AsyncIterator[Lines]:
    async with bad_line(bus.port) as to_nats, bad_line(postgres.port) as to_postgres:
        yield Lines(to_nats, to_postgres)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the relay and the consumer give up an answer sooner than in production."""
    monkeypatch.setattr(relaying, "_PUBLISH_TIMEOUT_S", 0.3)
    monkeypatch.setattr(consuming, "_ACK_TIMEOUT_S", 0.3)


Spell = Callable[[], Coroutine[Any, Any, None]]


async def carry(road: Road, lines: Lines, postgres: PostgresServer, running: Running, *spells: Spell) -> None:
    """Record entries during each spell of trouble on the lines of relay and consumer; all must arrive, once, in order.

    The service itself has a good line, so that what was recorded is known.
    """

    def over_the_line(url: str) -> str:
        return url.replace(f":{postgres.port}/", f":{lines.postgres.port}/")

    recorded: list[str] = []
    nc = await connect(road.nats_url.rpartition(":")[0] + f":{lines.nats.port}", "over the line")
    direct = await connect(road.nats_url, "direct")
    try:
        async with (
            opened(road.publisher.app_url) as publisher,
            opened(over_the_line(road.subscriber.app_url)) as subscriber,
        ):
            relay = Relay(over_the_line(road.publisher.app_url), nc, STREAM.name, batch=8)
            consumer = Consumer(subscriber, nc, CONSUMER, handlers(), batch=8)
            parked = ParkedEvents(consumer.applier, consumer.handlers, consumer.parked_due)
            async with running(relay.run, consumer.run, parked.run):
                for spell in spells:
                    before = [line.passed_bytes for line in lines.both()]
                    trouble = asyncio.create_task(spell())
                    for number in range(COUNT):
                        recorded.append(f"k{len(recorded):03}")
                        await record(publisher, entry(recorded[-1], account=str(number % ACCOUNTS)))
                        await asyncio.sleep(0.02)
                    await trouble
                    await road.wait_until_received(len(recorded))
                    await nothing_pending(direct)
                    assert all(line.passed_bytes > so_far for line, so_far in zip(lines.both(), before, strict=True))
                for line in lines.both():
                    line.has(FINE)
    finally:
        await direct.close()
        await nc.close()
    received = await road.received_keys()
    assert sorted(received) == recorded
    for account in range(ACCOUNTS):
        of_account = [key for key in received if int(key[1:]) % COUNT % ACCOUNTS == account]
        assert of_account == sorted(of_account)


async def test_a_poor_line_delivers_everything_once(
    road: Road, lines: Lines, postgres: PostgresServer, running: Running
) -> None:
    def poor(trouble: Trouble) -> Spell:
        async def spell() -> None:
            for line in lines.both():
                line.has(trouble)

        return spell

    troubles = (
        Trouble(latency_s=0.005),
        Trouble(bytes_per_s=200_000),
        Trouble(slice_bytes=3),
        Trouble(latency_s=0.001, bytes_per_s=500_000, slice_bytes=200),
    )
    await carry(road, lines, postgres, running, *map(poor, troubles))


@pytest.mark.usefixtures("impatient")
async def test_connections_that_are_reset_lose_and_double_nothing(
    road: Road, lines: Lines, postgres: PostgresServer, running: Running
) -> None:
    async def resets() -> None:
        for number in range(8):
            await asyncio.sleep(0.11)
            lines.both()[number % 2].reset()

    await carry(road, lines, postgres, running, resets)


@pytest.mark.usefixtures("impatient")
async def test_a_silent_line_loses_and_doubles_nothing(
    road: Road, lines: Lines, postgres: PostgresServer, running: Running
) -> None:
    def silence(line: BadLine, *, reset: bool) -> Spell:
        async def spell() -> None:
            await asyncio.sleep(0.1)
            line.has(Trouble(silent=True))
            await asyncio.sleep(0.8)  # longer than they wait for an answer of NATS
            if reset:
                line.reset()
            line.has(FINE)

        return spell

    spells = [silence(line, reset=reset) for line in lines.both() for reset in (False, True)]
    await carry(road, lines, postgres, running, *spells)


async def test_readiness_names_what_is_away(
    lines: Lines,
    nc: Client,
    bus: NatsServer,
    postgres: PostgresServer,
    copied: Callable[[str], ServiceDatabase],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shared.road_watch._KEEP_S", 0.0)
    await provision(nc)
    database = copied("planning")
    behind = replace(database, app_dsn=database.app_dsn.replace(f":{postgres.port}/", f":{lines.postgres.port}/"))
    over_the_line = SimpleNamespace(url=bus.url.rpartition(":")[0] + f":{lines.nats.port}")
    async with in_process("planning", behind, cast(NatsServer, over_the_line), tmp_path) as planning:

        async def ready(*, code: int) -> Any:
            async with asyncio.timeout(10):
                while True:
                    asked_at = time.monotonic()
                    answer = await planning.client.get("/health/ready")
                    assert time.monotonic() - asked_at < PROBE_S
                    if answer.status_code == code:
                        return answer.json()
                    await asyncio.sleep(0.1)

        async def alerted(of: str) -> None:
            async with asyncio.timeout(10):
                while not any(of in alert for alert in (await ready(code=200))["alerts"]):
                    await asyncio.sleep(0.1)

        async def all_well() -> None:
            async with asyncio.timeout(10):
                while (await ready(code=200))["alerts"]:
                    await asyncio.sleep(0.1)

        await all_well()
        lines.postgres.cut()
        assert list((await ready(code=503))["faults"]) == ["database"]
        lines.postgres.has(FINE)
        await all_well()

        # Without NATS requests are served all the same: the outbox keeps the events, and an operator is told.
        lines.nats.cut()
        await alerted("NATS is out of reach")
        lines.nats.has(FINE)
        await all_well()
        lines.nats.has(Trouble(silent=True))
        await alerted("JetStream does not answer")
        lines.nats.has(FINE)
        await all_well()
