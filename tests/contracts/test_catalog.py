"""Every table of every service is walled by district; a new one without its walls fails here."""

import os
import subprocess
import sys
from collections.abc import Callable

import asyncpg
import pytest

from deploy.local.databases import ServiceDatabase
from tests.conftest import ROOT

# Tables without a district, each with its reason.
WITHOUT_DISTRICT = {
    "alembic_version": "says which migrations ran",
    "district": "the gateway's list of districts itself",
    "account_lookup": "sign-in must find an account before it knows the district",
}
SERVICES = ("allocation", "planning", "analytics", "surveys", "gateway")

_TABLES = """
SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
    EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'district_id' AND a.attnotnull) AS has
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY 1
"""
_OPEN_POLICIES = """
SELECT tablename || '.' || policyname FROM pg_policies
WHERE schemaname = 'public' AND cmd = 'ALL' AND permissive = 'PERMISSIVE'
    AND (qual IS NULL OR with_check IS NULL OR (qual NOT LIKE '%app.district%' AND NOT $1 = ANY (roles)))
"""
_CLOSED = "SELECT DISTINCT tablename FROM pg_policies WHERE schemaname = 'public' AND qual LIKE '%app.district%'"
_KEYS_WITHOUT_DISTRICT = """
SELECT con.conrelid::regclass || '.' || con.conname FROM pg_constraint con
JOIN pg_namespace n ON n.oid = con.connamespace
WHERE n.nspname = 'public' AND con.contype IN ('p', 'u', 'f') AND con.conrelid::regclass::text <> ALL ($1)
    AND NOT EXISTS (
        SELECT 1 FROM pg_attribute a
        WHERE a.attrelid = con.conrelid AND a.attname = 'district_id' AND a.attnum = ANY (con.conkey))
"""
_OPEN_VIEWS = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('v', 'm')
    AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)
"""
_ROLE = "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = $1"
_OWNED = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = $1"


@pytest.mark.parametrize("service", SERVICES)
async def test_every_table_is_walled_by_district(service: str, migrated: Callable[[str], ServiceDatabase]) -> None:
    connection = await asyncpg.connect(migrated(service).owner_dsn)
    try:
        tables = [row for row in await connection.fetch(_TABLES) if row["name"] not in WITHOUT_DISTRICT]
        closed = {row[0] for row in await connection.fetch(_CLOSED)}
        names = {row["name"] for row in tables}

        assert [row["name"] for row in tables if not row["has"]] == [], "tables without district_id"
        assert [row["name"] for row in tables if not (row["enabled"] and row["forced"])] == [], "walls not forced"
        assert names - closed == set(), "tables without a district policy"
        assert [row[0] for row in await connection.fetch(_OPEN_POLICIES, f"{service}_owner")] == []
        assert [row[0] for row in await connection.fetch(_KEYS_WITHOUT_DISTRICT, list(WITHOUT_DISTRICT))] == []
        assert [row[0] for row in await connection.fetch(_OPEN_VIEWS)] == []
        assert list((await connection.fetch(_ROLE, f"{service}_app"))[0]) == [False] * 4
        assert await connection.fetch(_OWNED, f"{service}_app") == []
    finally:
        await connection.close()


@pytest.mark.parametrize("service", SERVICES)
def test_migrations_go_up_down_and_up_again(service: str, fresh_database: Callable[[str], ServiceDatabase]) -> None:
    database = fresh_database(service)
    module = "gateway.migrations" if service == "gateway" else f"services.{service}.migrations"
    for target in ("base", "head"):
        ran = subprocess.run(
            [sys.executable, "-m", module, target],
            cwd=ROOT,
            env=os.environ | {"DATABASE_OWNER_URL": database.owner_url},
            capture_output=True,
            text=True,
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
