"""A service's README names its tables and events: all there are, and none that is not."""

import re

import asyncpg
import pytest

from deploy.local.databases import ServiceDatabase
from shared.events.registry import EVENTS
from shared.messaging.streams import CONSUMERS
from tests.conftest import ROOT, SERVICES, Databases

# The platform's own, the same in every service that has events: a README may sum them up.
PLATFORM = {
    "dead_letter",
    "delivery_attempt",
    "idempotency_record",
    "inbox",
    "inbox_version",
    "outbox",
    "outbox_version",
}
FOREVER = re.compile(r"^\| (?P<tables>`[^|]*) \|[^|]*\| never\b", re.MULTILINE)


def readme(service: str) -> str:
    folder = "gateway" if service == "gateway" else f"services/{service}"
    return (ROOT / folder / "README.md").read_text()


async def tables(database: ServiceDatabase, trigger: str = "") -> set[str]:
    connection = await asyncpg.connect(database.owner_url.replace("+asyncpg", ""))
    try:
        rows = await connection.fetch(
            "SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'public' "
            "AND relkind IN ('r', 'p') AND relname <> 'alembic_version' AND ($1 = '' OR EXISTS "
            "(SELECT FROM pg_trigger WHERE tgrelid = pg_class.oid AND tgname = $1))",
            trigger,
        )
    finally:
        await connection.close()
    return {row["relname"] for row in rows}


@pytest.mark.parametrize("service", SERVICES)
async def test_every_table_is_named(migrated: Databases, service: str) -> None:
    own = await tables(migrated(service)) - PLATFORM
    text = readme(service)
    assert {table for table in own if f"`{table}`" not in text} == set()
    if not own:
        assert "no tables yet" in text


@pytest.mark.parametrize("service", SERVICES)
async def test_no_table_is_named_that_is_not(migrated: Databases, service: str) -> None:
    listed = re.findall(r"^\| (`[^|]*) \|", readme(service).partition("## What it keeps")[2], re.MULTILINE)
    named = {name for row in listed for name in re.findall(r"`(\w+)`", row)}
    assert named - await tables(migrated(service)) == set()


async def test_what_never_changes_is_what_the_database_refuses_to_change(migrated: Databases) -> None:
    named = {name for row in FOREVER.finditer(readme("allocation")) for name in re.findall(r"`(\w+)`", row["tables"])}
    assert named == await tables(migrated("allocation"), trigger="written_once")


@pytest.mark.parametrize("service", SERVICES)
def test_events_are_those_it_publishes_and_consumes(service: str) -> None:
    published = {name for name in EVENTS if name.startswith(f"{service}.")}
    consumed = {name for consumer in CONSUMERS if consumer.service == service for name in consumer.event_types}
    named = set(re.findall(r"`([a-z]+(?:\.[a-z_]+)+\.v\d+)`", readme(service)))
    assert named == published | consumed


def test_the_guide_of_district_it_names_every_event() -> None:
    guide = (ROOT / "docs/guide/district-it.md").read_text()
    assert set(re.findall(r"`([a-z]+(?:\.[a-z_]+)+\.v\d+)`", guide)) == set(EVENTS)
