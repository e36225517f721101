"""Databases and roles: one per service, and the application's role can do little."""

import asyncpg
import pytest

from deploy.local.databases import SERVICES, Passwords, ServiceDatabase, copy_database, create_databases, drop_databases
from deploy.local.postgres import PostgresServer

PASSWORDS = {service: Passwords(f"{service}-o'wner", f"{service}/app@") for service in SERVICES}


@pytest.fixture
async def databases(postgres: PostgresServer) -> dict[str, ServiceDatabase]:
    """Create them twice: the second time must change nothing."""
    await create_databases(postgres.dsn, PASSWORDS)
    return await create_databases(postgres.dsn, PASSWORDS)


async def run(dsn: str, sql: str) -> object:
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


async def test_the_application_uses_tables_and_cannot_make_or_change_them(
    databases: dict[str, ServiceDatabase],
) -> None:
    planning = databases["planning"]
    await run(planning.owner_dsn, "CREATE TABLE IF NOT EXISTS plan (id int)")
    await run(planning.app_dsn, "INSERT INTO plan VALUES (1)")
    for refused in ("CREATE TABLE mine (id int)", "DROP TABLE plan", "ALTER TABLE plan ADD x int", "TRUNCATE plan"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await run(planning.app_dsn, refused)


async def test_roles_have_no_special_rights_and_short_patience(
    postgres: PostgresServer, databases: dict[str, ServiceDatabase]
) -> None:
    special = (
        "SELECT count(*) FROM pg_roles WHERE rolname ~ '_(app|owner)$' AND (rolsuper OR rolbypassrls OR rolcreaterole)"
    )
    assert await run(postgres.dsn, special) == 0
    app = databases["surveys"].app_dsn
    assert await run(app, "SHOW lock_timeout") == "2s"
    assert await run(app, "SHOW statement_timeout") == "15s"
    assert await run(app, "SHOW idle_in_transaction_session_timeout") == "30s"
    assert await run(app, "SHOW transaction_timeout") == "1min"


async def test_a_service_cannot_enter_another_services_database(databases: dict[str, ServiceDatabase]) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(databases["planning"].app_dsn, database="allocation")


async def test_a_copy_holds_the_tables_and_is_as_closed_as_its_template(
    postgres: PostgresServer, databases: dict[str, ServiceDatabase]
) -> None:
    await run(databases["analytics"].owner_dsn, "CREATE TABLE IF NOT EXISTS fact (id int)")
    copy = await copy_database(
        postgres.dsn, "analytics", PASSWORDS["analytics"], template="analytics", name="analytics_1"
    )
    try:
        assert await run(copy.app_dsn, "SELECT count(*) FROM fact") == 0
        await run(copy.owner_dsn, "CREATE TABLE later (id int)")
        assert await run(copy.app_dsn, "SELECT count(*) FROM later") == 0
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await asyncpg.connect(databases["planning"].app_dsn, database="analytics_1")
    finally:
        await drop_databases(postgres.dsn, ["analytics_1"])
