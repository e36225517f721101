"""Each process killed at its worst moment: nothing is lost and nothing applied twice."""

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import orjson
import pytest
from nats.aio.client import Client

from deploy.local.nats import NatsServer
from deploy.local.postgres import PostgresServer
from deploy.local.scratch import scratch_folder
from shared.messaging.connection import connect
from tests.messaging import forked
from tests.messaging.road import (
    EntryRecordedV1,
    Road,
    entry,
    make_road,
    nothing_pending,
    opened,
    provision_road,
    record,
    stream_messages,
)

KILLED = -9


@pytest.fixture
def own_postgres() -> Iterator[PostgresServer]:
    """Yield a PostgreSQL that may be killed."""
    with scratch_folder() as folder, PostgresServer(folder / "postgres", sync_initdb=False) as server:
        yield server


class Processes:
    """Starts the processes of :mod:`tests.messaging.processes` and ends them with the test."""

    def __init__(self, road: Road, folder: Path) -> None:
        self._road = road
        self._folder = folder
        self._started: list[BaseProcess] = []
        # The path of a socket has room for about a hundred characters.
        self.socket = str(Path(tempfile.mkdtemp(prefix="ssfr-")) / "socket")

    def start(self, role: str, *, die_at: str = "") -> BaseProcess:
        database = self._road.subscriber.app_url if role == "consumer" else self._road.publisher.app_url
        arguments = [role, "--database", database, "--nats", self._road.nats_url, "--socket", self.socket]
        if die_at:
            arguments += ["--die-at", die_at, "--once", str(self._folder / die_at)]
        self._started.append(forked.start(arguments, self._folder / f"{role}.log"))
        return self._started[-1]

    def end(self) -> None:
        for process in self._started:
            forked.kill(process)
        shutil.rmtree(Path(self.socket).parent)


@pytest.fixture
def processes(road: Road, tmp_path: Path) -> Iterator[Processes]:
    made = Processes(road, tmp_path)
    yield made
    made.end()


async def ended(process: BaseProcess) -> int | None:
    await asyncio.to_thread(process.join, 20)
    return process.exitcode


async def _connected(socket: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    async with asyncio.timeout(60):
        while True:
            try:
                return await asyncio.open_unix_connection(socket)
            except (ConnectionRefusedError, FileNotFoundError):
                await asyncio.sleep(0.05)


async def ask(socket: str, event: EntryRecordedV1) -> bool:
    """Ask the service to record; False when it died instead of answering."""
    reader, writer = await _connected(socket)
    try:
        writer.write(orjson.dumps(event.model_dump(mode="json")) + b"\n")
        return await reader.readline() == b"ok\n"
    except ConnectionError:
        return False
    finally:
        writer.close()


async def test_service_killed_between_commit_and_publish(road: Road, processes: Processes) -> None:
    service = processes.start("service", die_at="committed")
    assert not await ask(processes.socket, entry("a"))
    assert await ended(service) == KILLED
    processes.start("service")
    assert await ask(processes.socket, entry("a"))  # the client never learned whether it worked, and asks again
    processes.start("relay")
    processes.start("consumer")
    await road.wait_until_received(1)
    assert await road.received_keys() == ["a"]
    assert len(await road.publisher_rows("SELECT 1 FROM outbox")) == 1


async def test_relay_killed_between_publish_and_mark(road: Road, nc: Client, processes: Processes) -> None:
    async with opened(road.publisher.app_url) as publisher:
        for key in ("a", "b", "c"):
            await record(publisher, entry(key))
    assert await ended(processes.start("relay", die_at="published")) == KILLED
    assert len(await stream_messages(nc)) == 3
    assert len(await road.publisher_rows("SELECT 1 FROM outbox WHERE published_at IS NULL")) == 3
    processes.start("relay")
    processes.start("consumer")
    await road.wait_until_received(3)
    async with asyncio.timeout(60):
        while await road.publisher_rows("SELECT 1 FROM outbox WHERE published_at IS NULL"):
            await asyncio.sleep(0.05)
    assert len(await stream_messages(nc)) == 3
    assert await road.received_keys() == ["a", "b", "c"]


async def test_consumer_killed_between_commit_and_ack(road: Road, nc: Client, processes: Processes) -> None:
    async with opened(road.publisher.app_url) as publisher:
        for key in ("a", "b", "c"):
            await record(publisher, entry(key))
    processes.start("relay")
    assert await ended(processes.start("consumer", die_at="applied")) == KILLED
    applied = await road.received_keys()
    assert applied
    processes.start("consumer")
    await road.wait_until_received(3)
    await nothing_pending(nc)
    assert await road.received_keys() == ["a", "b", "c"]


async def test_nats_killed(road: Road, bus: NatsServer, processes: Processes) -> None:
    processes.start("relay")
    processes.start("consumer")
    async with opened(road.publisher.app_url) as publisher:
        for number in range(300):
            await record(publisher, entry(f"k{number:03}", account=str(number % 7)))
            if number in (100, 200):
                await asyncio.to_thread(bus.kill)
                if number == 200:
                    await record(publisher, entry("while it was away"))
                await asyncio.to_thread(bus.start)
        await road.wait_until_received(301, timeout_s=40)
    nc = await connect(bus.url, "test")
    await nothing_pending(nc)
    assert len(await stream_messages(nc)) == 301
    await nc.close()
    assert len(set(await road.received_keys())) == len(await road.received_keys()) == 301


@pytest.fixture
async def own_road(own_postgres: PostgresServer, bus: NatsServer, nc: Client) -> Road:
    await provision_road(nc)
    return await make_road(own_postgres.dsn, bus.url)


async def test_postgresql_killed(own_road: Road, own_postgres: PostgresServer, nc: Client, tmp_path: Path) -> None:
    processes = Processes(own_road, tmp_path)
    for role in ("relay", "consumer"):
        processes.start(role)
    processes.start("service")
    try:
        for number in range(200):
            if number in (70, 140):
                await asyncio.to_thread(own_postgres.kill)
                # A backend may finish what it has in hand before it notices that its server is dead.
                async with asyncio.timeout(60):
                    while await ask(processes.socket, entry(f"k{number:03}", account=str(number % 7))):
                        await asyncio.sleep(0.05)
                await asyncio.to_thread(own_postgres.start)
            async with asyncio.timeout(60):
                while not await ask(processes.socket, entry(f"k{number:03}", account=str(number % 7))):
                    await asyncio.sleep(0.05)
        await own_road.wait_until_received(200, timeout_s=40)
        await nothing_pending(nc)
    finally:
        processes.end()
    assert sorted(await own_road.received_keys()) == [f"k{number:03}" for number in range(200)]
    assert len(await own_road.publisher_rows("SELECT 1 FROM entry")) == 200
