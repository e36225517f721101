"""A gateway as in production behind a real socket, and a service that tells what it was sent."""

import asyncio
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.local.databases import Passwords, ServiceDatabase, copy_database
from deploy.local.nats import NatsServer
from deploy.local.postgres import PostgresServer
from gateway.accounts.demo import DISTRICT_ID
from shared.access import SCHOOL_ROLES, Role
from shared.identity import write_new_keys
from tests.running import served

PASSWORD = "plenty of paper clips"
COOKIE = "__Host-ssfr"
# Enough for most tests; a password takes a while to hash.
FEW_ROLES = (Role.BUDGET_DIRECTOR, Role.PRINCIPAL, Role.SYSTEM_ADMINISTRATOR, Role.SUPERINTENDENT)
# What tests of something else must not run into.
GENEROUS = {
    "SSFR_RATE_SESSION": "1000000/minute",
    "SSFR_RATE_ADDRESS": "1000000/minute",
    "SSFR_RATE_SIGN_IN_ADDRESS": "1000000/minute",
    "SSFR_RATE_SIGN_IN_USERNAME": "1000000/minute",
}


@dataclass(frozen=True, slots=True)
class RunningGateway:
    """A gateway that runs, and what a test wants to know of it."""

    address: str
    folder: Path
    database: ServiceDatabase
    environment: Mapping[str, str]
    district_id: str = str(DISTRICT_ID)
    clients: list[httpx.Client] = field(default_factory=list)

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()

    def browser(self) -> httpx.Client:
        """A browser nobody has signed in with; httpx would not send a Secure cookie over http, so tests do it."""
        client = httpx.Client(base_url=self.address, trust_env=False, timeout=30)
        self.clients.append(client)
        return client

    def signed_in(self, username: str = "budget-director") -> httpx.Client:
        """A browser with a session, which sends the CSRF token along."""
        browser = self.browser()
        answer = sign_in(browser, username)
        browser.headers["Cookie"] = f"{COOKIE}={token_of(answer)}"
        browser.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
        return browser

    def bearer(self, username: str = "budget-director") -> httpx.Client:
        """A program with a token."""
        client = self.browser()
        answer = client.post("/api/token", json={"username": username, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        return client


def sign_in(client: httpx.Client, username: str = "budget-director", password: str = PASSWORD) -> httpx.Response:
    answer = client.post("/api/session", json={"username": username, "password": password})
    assert answer.status_code == 200, answer.text
    client.cookies.clear()
    return answer


def token_of(answer: httpx.Response) -> str:
    value = answer.headers["set-cookie"]
    assert value.startswith(f"{COOKIE}=")
    return value.partition(";")[0].partition("=")[2]


Start = Callable[..., AbstractContextManager[RunningGateway]]


@pytest.fixture(scope="session")
def echo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the telling service."""
    with served("tests.gateway.echo_service:app", {}, tmp_path_factory.mktemp("echo") / "log") as address:
        yield address


def _accounts(roles: Iterable[Role]) -> list[dict[str, Any]]:
    return [
        {
            "username": role.replace("_", "-"),
            "password": PASSWORD,
            "display_name": role.title(),
            "role": role.value,
            "school_ids": ["101"] if role in SCHOOL_ROLES else [],
        }
        for role in roles
    ]


@contextmanager
def run_gateway(
    folder: Path,
    database: ServiceDatabase,
    nats_url: str,
    upstream: str,
    roles: Iterable[Role] = FEW_ROLES,
    **settings: str,
) -> Iterator[RunningGateway]:
    """Run a gateway in demo mode with an account of each of the roles."""
    folder.mkdir(exist_ok=True)
    port = int(settings.pop("SSFR_PORT", "0")) or None
    if not (folder / "private.json").exists():
        write_new_keys(folder / "private.json", folder / "public.json")
        (folder / "demo-accounts.json").write_text(json.dumps(_accounts(roles)))
    environment = {
        "DATABASE_URL": database.app_url,
        "NATS_URL": nats_url,
        "SSFR_MODE": "demo",
        "SSFR_IDENTITY_PRIVATE_KEY_FILE": str(folder / "private.json"),
        "SSFR_SECRETS_DIR": str(folder),
        **{f"SSFR_UPSTREAM_{name}": upstream for name in ("ALLOCATION", "PLANNING", "ANALYTICS", "SURVEYS")},
        **GENEROUS,
        **settings,
    }
    options = ("--http", "gateway.server:BoundedProtocol", "--no-proxy-headers", "--no-server-header")
    with served("gateway.main:app", environment, folder / "log", *options, port=port) as address:
        running = RunningGateway(address, folder, database, environment)
        try:
            yield running
        finally:
            for client in running.clients:
                client.close()


@pytest.fixture
def start(fresh_database: Callable[[str], ServiceDatabase], nats: NatsServer, echo: str, tmp_path: Path) -> Start:
    """Return a function that runs a gateway with settings of its own."""

    def start(
        upstream: str = echo,
        database: ServiceDatabase | None = None,
        roles: Iterable[Role] = FEW_ROLES,
        **settings: str,
    ) -> Any:
        folder = tmp_path / secrets.token_hex(4)
        return run_gateway(folder, database or fresh_database("gateway"), nats.url, upstream, roles, **settings)

    return start


@pytest.fixture(scope="module")
def gateway_database(
    postgres: PostgresServer, passwords: dict[str, Passwords], migrated: Callable[[str], ServiceDatabase]
) -> ServiceDatabase:
    """Return an empty database for the tests of one file."""
    name = f"gateway_{secrets.token_hex(6)}"
    copying = copy_database(postgres.dsn, "gateway", passwords["gateway"], template=migrated("gateway").name, name=name)
    return asyncio.run(copying)


@pytest.fixture(scope="module")
def gateway(
    gateway_database: ServiceDatabase, nats: NatsServer, echo: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningGateway]:
    """Yield a gateway for the tests of one file."""
    with run_gateway(tmp_path_factory.mktemp("gateway"), gateway_database, nats.url, echo) as running:
        yield running
