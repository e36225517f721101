"""Servers shared by the tests of the local installation."""

from collections.abc import Iterator

import pytest

from deploy.local.postgres import PostgresServer
from deploy.local.scratch import scratch_folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Start one PostgreSQL for all tests here."""
    with scratch_folder() as folder, PostgresServer(folder / "postgres", sync_initdb=False) as server:
        yield server
