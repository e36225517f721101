"""The only SQL about what a district decides each year on federal rules."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.allocation.store.tables import compliance_settings as table

Topic = Literal["title_one", "checks", "salaries"]


@dataclass(frozen=True, slots=True)
class ComplianceSettingsRow:
    """A version of one topic's settings."""

    version: int
    document: dict[str, Any]


class ComplianceSettingsStore:
    """Settings of one district by fiscal year and topic."""

    def __init__(self, session: AsyncSession, district_id: UUID) -> None:
        self._session = session
        self._district_id = district_id

    async def find(self, fiscal_year: int, topic: Topic) -> ComplianceSettingsRow | None:
        """Return the settings, or None while nobody has changed the defaults."""
        statement = select(table.c.version, table.c.document).where(
            table.c.district_id == self._district_id, table.c.fiscal_year == fiscal_year, table.c.topic == topic
        )
        row = (await self._session.execute(statement)).one_or_none()
        return None if row is None else ComplianceSettingsRow(row.version, row.document)

    async def replace(
        self,
        fiscal_year: int,
        topic: Topic,
        current: ComplianceSettingsRow,
        now: datetime,
        who: tuple[UUID, str],
    ) -> bool:
        """Write the version after ``current.version``; False when somebody else did so first."""
        values = {
            "version": current.version + 1,
            "document": current.document,
            "changed_at": now,
            "changed_by": who[0],
            "changed_by_name": who[1],
        }
        statement = (
            insert(table)
            .values(district_id=self._district_id, fiscal_year=fiscal_year, topic=topic, **values)
            .on_conflict_do_update(
                index_elements=["district_id", "fiscal_year", "topic"],
                set_=values,
                where=table.c.version == current.version,
            )
            .returning(table.c.version)
        )
        return (await self._session.execute(statement)).first() is not None
