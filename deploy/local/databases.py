"""One database and two roles for each service: the owner changes tables, the application only uses them."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

import asyncpg

SERVICES = ("allocation", "planning", "analytics", "surveys", "gateway")
# Reliability page, section 1. A migration sets its own lock timeout, so the owner has only the idle limit.
APP_SETTINGS = {
    "lock_timeout": "2s",
    "statement_timeout": "15s",
    "idle_in_transaction_session_timeout": "30s",
    "transaction_timeout": "60s",
}
OWNER_SETTINGS = {"idle_in_transaction_session_timeout": "30s"}


@dataclass(frozen=True, slots=True)
class Passwords:
    """The passwords of one service's roles."""

    owner: str
    app: str


@dataclass(frozen=True, slots=True)
class ServiceDatabase:
    """Where a service finds its database, in each of its roles (`postgresql://` addresses)."""

    name: str
    owner_dsn: str
    app_dsn: str

    @property
    def owner_url(self) -> str:
        """The owner's address for SQLAlchemy."""
        return self.owner_dsn.replace("postgresql://", "postgresql+asyncpg://", 1)

    @property
    def app_url(self) -> str:
        """The application's address for SQLAlchemy."""
        return self.app_dsn.replace("postgresql://", "postgresql+asyncpg://", 1)


async def create_databases(
    admin_dsn: str, passwords: Mapping[str, Passwords], *, suffix: str = ""
) -> dict[str, ServiceDatabase]:
    """Create or correct the database and the roles of each service; a second call changes nothing.

    Args:
        admin_dsn: Address of a superuser, or of a user with CREATEDB and CREATEROLE.
        passwords: Passwords by service.
        suffix: Ends the databases' names, so that tests can have many on one server; the roles are shared.
    """
    made = {}
    connection = await asyncpg.connect(admin_dsn)
    try:
        for service, secret in passwords.items():
            await _create_role(connection, f"{service}_owner", secret.owner, OWNER_SETTINGS)
            await _create_role(connection, f"{service}_app", secret.app, APP_SETTINGS)
            name = service + suffix
            if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
                # A user without superuser rights must belong to a role to give it a database.
                owner = _name(service + "_owner")
                await connection.execute(f"GRANT {owner} TO CURRENT_USER")
                await connection.execute(
                    f"CREATE DATABASE {_name(name)} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8'"
                )
            await _close_database(connection, name, service)
            made[service] = service_database(admin_dsn, service, name, secret)
    finally:
        await connection.close()
    for service, database in made.items():
        await _open_schema(database.owner_dsn, service)
    return made


async def copy_database(
    admin_dsn: str, service: str, secret: Passwords, *, template: str, name: str
) -> ServiceDatabase:
    """Copy a migrated database under a new name: the fast way to a fresh one for each test.

    Nobody may be connected to the template meanwhile.
    """
    connection = await asyncpg.connect(admin_dsn)
    try:
        owner = _name(service + "_owner")
        await connection.execute(f"CREATE DATABASE {_name(name)} OWNER {owner} TEMPLATE {_name(template)}")
        await _close_database(connection, name, service)
    finally:
        await connection.close()
    return service_database(admin_dsn, service, name, secret)


async def drop_databases(admin_dsn: str, names: Iterable[str]) -> None:
    """Drop databases where they exist, ending their sessions."""
    connection = await asyncpg.connect(admin_dsn)
    try:
        for name in names:
            await connection.execute(f"DROP DATABASE IF EXISTS {_name(name)} WITH (FORCE)")
    finally:
        await connection.close()


def create_databases_now(admin_dsn: str, passwords: Mapping[str, Passwords]) -> dict[str, ServiceDatabase]:
    """Do the same from code without an event loop."""
    return asyncio.run(create_databases(admin_dsn, passwords))


def service_database(admin_dsn: str, service: str, name: str, secret: Passwords) -> ServiceDatabase:
    """Return the addresses of a service's database on the administrator's server."""
    return ServiceDatabase(
        name,
        _address(admin_dsn, f"{service}_owner", secret.owner, name),
        _address(admin_dsn, f"{service}_app", secret.app, name),
    )


async def _create_role(
    connection: "asyncpg.Connection[asyncpg.Record]", role: str, password: str, settings: Mapping[str, str]
) -> None:
    exists = await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role)
    await connection.execute(
        f"{'ALTER' if exists else 'CREATE'} ROLE {_name(role)} LOGIN NOCREATEDB NOCREATEROLE PASSWORD {_text(password)}"
    )
    # Only a superuser may even mention these two, so they are checked before they are set.
    if await connection.fetchval("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = $1", role):
        await connection.execute(f"ALTER ROLE {_name(role)} NOSUPERUSER NOBYPASSRLS")
    for setting, value in settings.items():
        await connection.execute(f"ALTER ROLE {_name(role)} SET {setting} = {_text(value)}")


async def _close_database(connection: "asyncpg.Connection[asyncpg.Record]", name: str, service: str) -> None:
    """Let in the service's two roles and nobody else."""
    await connection.execute(f"REVOKE ALL ON DATABASE {_name(name)} FROM PUBLIC")
    await connection.execute(f"GRANT CONNECT ON DATABASE {_name(name)} TO {_name(service + '_app')}")


async def _open_schema(owner_dsn: str, service: str) -> None:
    """Let the application use, and never change, the tables its owner makes."""
    app = _name(service + "_app")
    connection = await asyncpg.connect(owner_dsn)
    try:
        await connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        await connection.execute(f"GRANT USAGE ON SCHEMA public TO {app}")
        tables = "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES"
        await connection.execute(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public {tables} TO {app}")
        await connection.execute(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {app}")
    finally:
        await connection.close()


def _address(admin_dsn: str, user: str, password: str, database: str) -> str:
    parts = urlsplit(admin_dsn)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(("postgresql", f"{user}:{quote(password, safe='')}@{place}", f"/{database}", parts.query, ""))


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _text(value: str) -> str:
    if "\\" in value:
        raise ValueError("a password or setting must not hold a backslash")
    return "'" + value.replace("'", "''") + "'"
