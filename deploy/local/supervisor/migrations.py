"""Brings each service's tables up to date, and knows when there is nothing to do."""

import asyncio
import hashlib
import json
from collections.abc import Callable

import asyncpg

from deploy.local.databases import SERVICES
from deploy.local.supervisor.console import Console
from deploy.local.supervisor.jobs import Job, run_jobs
from deploy.local.supervisor.options import ROOT
from deploy.local.supervisor.plan import Plan
from deploy.local.supervisor.state import MIGRATED, write_private


def migrate(plan: Plan, console: Console, check: Callable[[], None]) -> list[str]:
    """Migrate the services whose migrations, or whose database, are not those of the last start; return their names.

    Asking every Alembic tree costs a second of work for each service, at every start; two facts tell the same: the
    migrations' files and the version that the database itself names.
    """
    path = plan.state.folder / MIGRATED
    known = json.loads(path.read_text()) if path.exists() else {}
    trees = {service: _tree(service) for service in SERVICES}
    versions = asyncio.run(_versions(plan))
    stale = [name for name in trees if known.get(name) != [trees[name], versions[name]] or not versions[name]]
    jobs = [Job(f"{name}-migrations", _module(name), plan.migration_settings(name)) for name in stale]
    if jobs:
        run_jobs(jobs, console, check)
        versions = asyncio.run(_versions(plan))
        write_private(path, json.dumps({name: [trees[name], versions[name]] for name in trees}, indent=2))
    return stale


def _module(service: str) -> str:
    return "gateway.migrations" if service == "gateway" else f"services.{service}.migrations"


def _tree(service: str) -> str:
    """Return a hash over the migrations' files."""
    folder = ROOT.joinpath(*_module(service).split("."))
    total = hashlib.sha256()
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.sql")]):
        total.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


async def _versions(plan: Plan) -> dict[str, str | None]:
    """Return the migration each database says it is at; None before the first."""
    found: dict[str, str | None] = {}
    for service in SERVICES:
        connection = await asyncpg.connect(plan.databases[service].owner_dsn)
        try:
            exists = await connection.fetchval("SELECT to_regclass('public.alembic_version') IS NOT NULL")
            found[service] = await connection.fetchval("SELECT version_num FROM alembic_version") if exists else None
        finally:
            await connection.close()
    return found
