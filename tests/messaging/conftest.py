"""Two services, their databases and an empty stream, for each test."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from nats.aio.client import Client

from deploy.local.databases import Passwords
from deploy.local.nats import NatsServer
from deploy.local.postgres import PostgresServer
from deploy.local.scratch import scratch_folder
from shared.messaging.connection import connect
from tests.messaging.road import Road, make_road, provision_road


@pytest.fixture
async def bus() -> AsyncIterator[NatsServer]:
    """Yield a NATS server of the test's own, which it may kill."""
    with scratch_folder() as folder, NatsServer(folder / "nats") as server:
        yield server


@pytest.fixture
async def nc(bus: NatsServer) -> AsyncIterator[Client]:
    client = await connect(bus.url, "test")
    yield client
    await client.close()


@pytest.fixture
async def road(postgres: PostgresServer, passwords: dict[str, Passwords], bus: NatsServer, nc: Client) -> Road:
    await provision_road(nc)
    return await make_road(postgres.dsn, bus.url, passwords)


Running = Callable[..., Any]


@pytest.fixture
def running() -> Running:
    """Return a context manager that runs jobs which end when told."""

    @asynccontextmanager
    async def run(*jobs: Callable[[asyncio.Event], Any]) -> AsyncIterator[None]:
        stop = asyncio.Event()
        tasks = [asyncio.create_task(job(stop)) for job in jobs]
        try:
            yield
        finally:
            stop.set()
            await asyncio.gather(*tasks)

    return run
