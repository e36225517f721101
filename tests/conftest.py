"""Real servers for the tests of a session, and databases as the services find them."""

import asyncio
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import settings

from deploy.local.databases import Passwords, ServiceDatabase, copy_database, create_databases
from deploy.local.nats import NatsServer
from deploy.local.postgres import PostgresServer
from deploy.local.scratch import scratch_folder

ROOT = Path(__file__).parents[1]
SERVICES = ("allocation", "planning", "analytics", "surveys", "gateway")


LONGEST = ("test_fuzzing.py", "test_fuzzing_in_sequence.py")

# How many cases a property is tried on where it names no number itself; `make fuzz` takes many more.
settings.register_profile("ssfr", max_examples=int(os.environ.get("SSFR_PROPERTY_EXAMPLES", "50")))
settings.load_profile("ssfr")

T = TypeVar("T")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files, so that no process is left with one of them while the others are done."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


def _now(job: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end, in a thread of its own because a test's event loop may be running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, job).result()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Yield a running PostgreSQL."""
    with scratch_folder() as folder:
        server = PostgresServer(folder / "postgres", sync_initdb=False)
        server.start()
        try:
            yield server
        finally:
            server.kill()  # nothing of it is kept, so nothing is worth a tidy end


@pytest.fixture(scope="session")
def nats() -> Iterator[NatsServer]:
    """Yield a running NATS with JetStream."""
    with scratch_folder() as folder, NatsServer(folder / "nats") as server:
        yield server


@pytest.fixture(scope="session")
def passwords() -> dict[str, Passwords]:
    """Return passwords for each service's two roles."""
    return {name: Passwords(secrets.token_hex(8), secrets.token_hex(8)) for name in SERVICES}


Databases = Callable[[str], ServiceDatabase]


@pytest.fixture(scope="session")
def pristine(postgres: PostgresServer, passwords: dict[str, Passwords]) -> Databases:
    """Return a function that gives a service's database as its migrations leave it; only to be copied."""
    made: dict[str, ServiceDatabase] = {}

    def database_of(service: str) -> ServiceDatabase:
        if service not in made:
            made.update(_now(create_databases(postgres.dsn, {service: passwords[service]})))
            module = "gateway.migrations" if service == "gateway" else f"services.{service}.migrations"
            environment = os.environ | {"DATABASE_OWNER_URL": made[service].owner_url}
            ran = subprocess.run(
                [sys.executable, "-m", module], cwd=ROOT, env=environment, capture_output=True, text=True
            )
            assert ran.returncode == 0, ran.stdout + ran.stderr
        return made[service]

    return database_of


@pytest.fixture(scope="session")
def copied(postgres: PostgresServer, passwords: dict[str, Passwords], pristine: Databases) -> Databases:
    """Return a function that gives a new copy of a service's migrated database at each call."""

    def copy_of(service: str) -> ServiceDatabase:
        template = pristine(service).name
        name = f"{service}_{secrets.token_hex(6)}"
        return _now(copy_database(postgres.dsn, service, passwords[service], template=template, name=name))

    return copy_of


@pytest.fixture(scope="session")
def migrated(copied: Databases) -> Databases:
    """Return a function that gives a service's database, the same for all tests of the session."""
    made: dict[str, ServiceDatabase] = {}

    def database_of(service: str) -> ServiceDatabase:
        if service not in made:
            made[service] = copied(service)
        return made[service]

    return database_of


@pytest.fixture
def fresh_database(copied: Databases) -> Databases:
    """Return a function that gives a copy of a service's migrated database, for one test."""
    return copied
