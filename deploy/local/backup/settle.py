"""Bringing a restored database to rest: streams made anew, outboxes replayed, everything received."""

import asyncio
import time
from urllib.parse import urlsplit, urlunsplit

import asyncpg
from nats.aio.client import Client

from deploy.local.backup.archive import BackupRefused
from deploy.local.databases import SERVICES
from deploy.local.supervisor.plan import Plan
from shared.database import Database
from shared.messaging.check import compare
from shared.messaging.connection import connect
from shared.messaging.provision import provision
from shared.messaging.replay import replay_outbox
from shared.messaging.streams import CONSUMERS, stream_of

QUIET_SECONDS = 60.0  # nothing moved for so long: it will not settle by itself


def database_of(admin_dsn: str, name: str) -> str:
    """Return the administrator's address of one database."""
    parts = urlsplit(admin_dsn)
    return urlunsplit((parts.scheme, parts.netloc, f"/{name}", parts.query, ""))


async def replay(plan: Plan, admin_dsn: str) -> dict[str, int]:
    """Make the streams and have every event published again; return how many by service."""
    nc = await connect(plan.nats_url, "restore")
    try:
        await provision(nc)
    finally:
        await nc.close()
    counts = {}
    for service in await _publishers(admin_dsn):
        database = Database(plan.databases[service].app_url, pool_size=1)
        try:
            # What T found unpublished is relayed with the rest, so all rows count and not only those marked again.
            await replay_outbox(database)
            counts[service] = await _value(database_of(admin_dsn, service), "SELECT count(*) FROM outbox")
        finally:
            await database.close()
    return counts


async def wait_until_settled(plan: Plan, admin_dsn: str) -> dict[str, int]:
    """Wait until every outbox is in its stream and every consumer has received what its stream holds.

    Returns:
        How many events each consumer has set aside; some may have been so at the moment that was restored.

    Raises:
        BackupRefused: Nothing moves any more.
    """
    nc = await connect(plan.nats_url, "restore")
    publishers = {name: Database(plan.databases[name].app_url, pool_size=1) for name in await _publishers(admin_dsn)}
    try:
        latest: list[str] = []
        moved_at = time.monotonic()
        while under_way := await _under_way(nc, publishers):
            if under_way != latest:
                latest, moved_at = under_way, time.monotonic()
            if time.monotonic() - moved_at > QUIET_SECONDS:
                raise BackupRefused(f"The events do not arrive: {'; '.join(under_way)}.")
            await asyncio.sleep(0.1)
        query = "SELECT count(*) FROM dead_letter WHERE consumer = $1 AND resolved_at IS NULL"
        return {
            consumer.name: await _value(database_of(admin_dsn, consumer.service), query, consumer.name)
            for consumer in CONSUMERS
        }
    finally:
        for database in publishers.values():
            await database.close()
        await nc.close()


async def _under_way(nc: Client, publishers: dict[str, Database]) -> list[str]:
    """Say what has still to move."""
    found = []
    for service, database in publishers.items():
        figures = await compare(database, nc, stream_of(service).name)
        if figures.published_count < figures.outbox_count or figures.lost_count:
            found.append(f"{service} told {figures.published_count} of {figures.outbox_count} events")
    for consumer in CONSUMERS:
        info = await nc.jetstream().consumer_info(consumer.stream, consumer.name)
        if left := (info.num_pending or 0) + (info.num_ack_pending or 0):
            found.append(f"{consumer.name} has {left} events to receive")
    return found


async def _publishers(admin_dsn: str) -> list[str]:
    exists = "SELECT to_regclass('public.outbox') IS NOT NULL"
    return [name for name in SERVICES if await _value(database_of(admin_dsn, name), exists)]


async def _value(dsn: str, query: str, *arguments: object) -> int:
    connection = await asyncpg.connect(dsn, timeout=10)
    try:
        return int(await connection.fetchval(query, *arguments))
    finally:
        await connection.close()
