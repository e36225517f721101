"""Runs one service's Alembic tree; `python -m services.<name>.migrations` calls it before the service starts."""

import asyncio
import os
import sys
from pathlib import Path

import structlog
from alembic import command, context
from alembic.config import Config
from sqlalchemy import MetaData, pool, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from shared import logs
from shared.database import asyncpg_url

log = structlog.get_logger(__name__)
_LOCK = 7_305_117  # one migration run per database at a time
# A migration that waits for a table's lock holds up everybody who asks after it, so it waits shortly and often.
LOCK_TIMEOUT_MS = 500
TRIES = 40
_LOCK_NOT_AVAILABLE = "55P03"
_PAUSE_S = 0.25  # in which those whom we held up get their turn


def config_for(folder: Path, url: str) -> Config:
    """Return the Alembic configuration of the tree in ``folder``."""
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(year)d_%%(month).2d_%%(day).2d_%%(hour).2d%%(minute).2d-%%(slug)s")
    config.set_main_option("truncate_slug_length", "120")
    config.attributes["url"] = asyncpg_url(url)
    return config


def main(folder: Path) -> int:
    """Bring the database named by DATABASE_OWNER_URL to the newest migration, or to the one named."""
    logs.configure(f"{folder.parent.name}-migrations")
    url = os.environ.get("DATABASE_OWNER_URL")
    if not url:
        log.error("DATABASE_OWNER_URL is not set: name the database and its owner role")
        return 2
    target = sys.argv[1] if len(sys.argv) > 1 else "head"
    config = config_for(folder, url)
    if target == "base" or target.startswith("-"):
        command.downgrade(config, target)
    else:
        command.upgrade(config, target)
    return 0


def run_environment(metadata: MetaData | None = None) -> None:
    """Be the body of an ``env.py``."""
    asyncio.run(_run(context.config.attributes["url"], metadata))


async def _run(url: str, metadata: MetaData | None) -> None:
    engine = create_async_engine(url, poolclass=pool.NullPool)
    async with engine.connect() as connection:
        # A session lock: one held by the transaction would be lost in an autocommit block. It is asked for again and
        # again: CREATE INDEX CONCURRENTLY would wait for a statement that waits for this lock, and neither would end.
        while not await connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": _LOCK}):
            await connection.rollback()
            await asyncio.sleep(_PAUSE_S)
        await connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT_MS}ms'"))
        await connection.commit()
        await _migrate_patiently(connection, metadata)
    await engine.dispose()


async def _migrate_patiently(connection: AsyncConnection, metadata: MetaData | None) -> None:
    """Migrate; begin the migration again that did not get its lock. Those before it stay."""
    for attempt in range(1, TRIES + 1):
        try:
            await connection.run_sync(_migrate, metadata)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE or attempt == TRIES:
                raise
            log.info("migration_waits_for_a_lock", attempt=attempt)
            await connection.rollback()
            await asyncio.sleep(_PAUSE_S)
        else:
            return


def _migrate(connection: Connection, metadata: MetaData | None) -> None:
    context.configure(connection=connection, target_metadata=metadata, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
