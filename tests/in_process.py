"""A service inside the test's own process: its real application on a real database and bus, without a socket."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from deploy.local.databases import ServiceDatabase
from deploy.local.nats import NatsServer
from shared.testkit.identities import TestIdentities


@dataclass(frozen=True)
class InProcess:
    """A running application, a client of it, and who may sign callers for it."""

    app: FastAPI
    client: httpx.AsyncClient
    identities: TestIdentities


@asynccontextmanager
async def in_process(
    service: str, database: ServiceDatabase, nats: NatsServer, folder: Path
) -> AsyncIterator[InProcess]:
    """Run a service with new keys in ``folder``."""
    identities = TestIdentities.with_new_keys(folder, service)
    with _settings(
        DATABASE_URL=database.app_url,
        NATS_URL=nats.url,
        SSFR_IDENTITY_PUBLIC_KEYS_FILE=str(folder / "public.json"),
    ):
        app: FastAPI = import_module(f"services.{service}.main").app
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url=f"http://{service}") as client,
        ):
            yield InProcess(app, client, identities)


@contextmanager
def _settings(**environment: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        yield
