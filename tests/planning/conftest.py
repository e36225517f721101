"""Planning as it runs, on its own database."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest

from deploy.local.databases import ServiceDatabase
from deploy.local.nats import NatsServer
from services.planning.usecases.receive_published_run import receive_published_run
from shared.database import Database
from shared.events.allocation import (
    AllocationRunPublishedV1,
    PublishedComponentV1,
    PublishedSourceV1,
    SchoolAllocationV1,
)
from shared.testkit.identities import DISTRICT, TestIdentities
from tests.in_process import in_process


@dataclass(frozen=True)
class Planning:
    """The running service and the ways a test talks to it."""

    client: httpx.AsyncClient
    identities: TestIdentities
    database: Database

    async def receive(self, *events: AllocationRunPublishedV1) -> None:
        for event in events:
            async with self.database.session(event.district_id) as session:
                await receive_published_run(session, event)
                await session.commit()


@pytest.fixture(scope="session")
def planning_database(migrated: Callable[[str], ServiceDatabase]) -> ServiceDatabase:
    return migrated("planning")


@pytest.fixture
async def planning(planning_database: ServiceDatabase, nats: NatsServer, tmp_path: Path) -> AsyncIterator[Planning]:
    async with in_process("planning", planning_database, nats, tmp_path) as running:
        yield Planning(running.client, running.identities, running.app.state.database)


def published(
    *totals: tuple[str, int, int],
    district_id: UUID = DISTRICT,
    fiscal_year: int = 2027,
    hours: int = 0,
    current: Mapping[str, int] | None = None,
) -> AllocationRunPublishedV1:
    """Return a run: per school its id, base cents and Title I cents; ``current``: what some had before."""
    return AllocationRunPublishedV1(
        district_id=district_id,
        run_id=uuid4(),
        fiscal_year=fiscal_year,
        published_at=datetime(2026, 11, 21, tzinfo=UTC) + timedelta(hours=hours),
        result_hash="sha256:" + "0" * 64,
        sources=(
            PublishedSourceV1(
                source_id="LCFF", name="Local control", restricted=False, control="school", amount_cents=10**9
            ),
            PublishedSourceV1(source_id="T1", name="Title I", restricted=True, control="school", amount_cents=10**8),
        ),
        components=(
            PublishedComponentV1(component_id="LCFF/base", source_id="LCFF", label="Base", kind="per_pupil"),
            PublishedComponentV1(component_id="T1/poverty", source_id="T1", label="Poverty", kind="weighted_pool"),
        ),
        schools=tuple(
            SchoolAllocationV1(
                school_id=school_id,
                school_name=f"School {school_id}",
                pupil_count="412.00",
                total_cents=base + title,
                component_cents=(base, title),
                current_cents=(current or {}).get(school_id),
            )
            for school_id, base, title in totals
        ),
    )
