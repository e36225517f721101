"""The only SQL about scenarios and their history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.allocation.store.tables import scenario as table
from services.allocation.store.tables import scenario_revision as revision


@dataclass(frozen=True, slots=True)
class ScenarioSummary:
    """A scenario in a list."""

    scenario_id: UUID
    fiscal_year: int
    name: str
    version: int
    created_at: datetime
    changed_at: datetime
    changed_by_name: str


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """A scenario with its policy; ``data_versions`` None means the latest data of its year."""

    scenario_id: UUID
    fiscal_year: int
    name: str
    version: int
    created_at: datetime
    changed_at: datetime
    changed_by_name: str
    policy: dict[str, Any]
    data_versions: dict[str, int] | None


_SUMMARY = (
    table.c.scenario_id,
    table.c.fiscal_year,
    table.c.name,
    table.c.version,
    table.c.created_at,
    table.c.changed_at,
    table.c.changed_by_name,
)


@dataclass(frozen=True, slots=True)
class ScenarioVersion:
    """A saved version in the history of a scenario."""

    version: int
    name: str
    note: str
    changed_at: datetime
    changed_by_name: str
    data_versions: dict[str, int] | None
    policy: dict[str, Any]


class Scenarios:
    """Scenarios of one district; a deleted one is kept for the runs made from it and never shown."""

    def __init__(self, session: AsyncSession, district_id: UUID) -> None:
        self._session = session
        self._district_id = district_id
        self._mine = (table.c.district_id == district_id, table.c.deleted_at.is_(None))

    async def list_before(self, fiscal_year: int | None, before: UUID | None, limit: int) -> list[ScenarioSummary]:
        """Return up to ``limit`` scenarios, newest first (ids grow with time)."""
        statement = select(*_SUMMARY).where(*self._mine)
        if fiscal_year is not None:
            statement = statement.where(table.c.fiscal_year == fiscal_year)
        if before is not None:
            statement = statement.where(table.c.scenario_id < before)
        rows = (await self._session.execute(statement.order_by(table.c.scenario_id.desc()).limit(limit))).mappings()
        return [ScenarioSummary(**row) for row in rows]

    async def find(self, scenario_id: UUID, *, lock: bool = False) -> ScenarioRow | None:
        """Return one scenario; ``lock`` holds it until the transaction ends."""
        statement = select(*_SUMMARY, table.c.policy, table.c.data_versions)
        statement = statement.where(*self._mine, table.c.scenario_id == scenario_id)
        row = (await self._session.execute(statement.with_for_update() if lock else statement)).mappings().one_or_none()
        return None if row is None else ScenarioRow(**row)

    async def find_all(self, scenario_ids: Sequence[UUID]) -> list[ScenarioRow]:
        """Return those of the scenarios that exist, in one question."""
        statement = select(*_SUMMARY, table.c.policy, table.c.data_versions)
        statement = statement.where(*self._mine, table.c.scenario_id.in_(scenario_ids))
        return [ScenarioRow(**row) for row in (await self._session.execute(statement)).mappings()]

    async def add(self, row: ScenarioRow, note: str, user_id: UUID) -> None:
        """Add a scenario and the first entry of its history."""
        await self._session.execute(
            insert(table).values(
                district_id=self._district_id,
                scenario_id=row.scenario_id,
                fiscal_year=row.fiscal_year,
                created_at=row.created_at,
                **_state(row, user_id),
            )
        )
        await self._remember(row, note, user_id)

    async def replace(self, row: ScenarioRow, note: str, user_id: UUID) -> None:
        """Write the scenario's new state, and add it to the history."""
        statement = update(table).where(*self._mine, table.c.scenario_id == row.scenario_id)
        await self._session.execute(statement.values(**_state(row, user_id)))
        await self._remember(row, note, user_id)

    async def delete(self, scenario_id: UUID, now: datetime) -> bool:
        """Take a scenario out of sight; False when there is none."""
        statement = update(table).where(*self._mine, table.c.scenario_id == scenario_id).values(deleted_at=now)
        return (await self._session.execute(statement.returning(table.c.scenario_id))).first() is not None

    async def versions_before(self, scenario_id: UUID, before: int | None, limit: int) -> list[ScenarioVersion]:
        """Return up to ``limit`` saved versions of a scenario, newest first."""
        statement = select(*_VERSION).where(*self._versions_of(scenario_id))
        if before is not None:
            statement = statement.where(revision.c.version < before)
        rows = (await self._session.execute(statement.order_by(revision.c.version.desc()).limit(limit))).mappings()
        return [ScenarioVersion(**row) for row in rows]

    async def find_version(self, scenario_id: UUID, version: int) -> ScenarioVersion | None:
        """Return one saved version of a scenario."""
        statement = select(*_VERSION).where(*self._versions_of(scenario_id), revision.c.version == version)
        row = (await self._session.execute(statement)).mappings().one_or_none()
        return None if row is None else ScenarioVersion(**row)

    def _versions_of(self, scenario_id: UUID) -> tuple[Any, ...]:
        return revision.c.district_id == self._district_id, revision.c.scenario_id == scenario_id

    async def _remember(self, row: ScenarioRow, note: str, user_id: UUID) -> None:
        state = _state(row, user_id) | {"district_id": self._district_id, "scenario_id": row.scenario_id, "note": note}
        await self._session.execute(insert(revision).values(**state))


_VERSION = tuple(revision.c[name] for name in ScenarioVersion.__dataclass_fields__)


def _state(row: ScenarioRow, user_id: UUID) -> dict[str, Any]:
    return {
        "name": row.name,
        "policy": row.policy,
        "data_versions": row.data_versions,
        "version": row.version,
        "changed_at": row.changed_at,
        "changed_by": user_id,
        "changed_by_name": row.changed_by_name,
    }
