"""The only SQL about a district's settings."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.allocation.store.tables import district_settings as table


@dataclass(frozen=True, slots=True)
class SettingsRow:
    """A version of the settings."""

    version: int
    document: dict[str, Any]


class DistrictSettingsStore:
    """Settings of one district."""

    def __init__(self, session: AsyncSession, district_id: UUID) -> None:
        self._session = session
        self._district_id = district_id

    async def find(self) -> SettingsRow | None:
        """Return the settings, or None while nobody has changed the defaults."""
        mine = table.c.district_id == self._district_id
        row = (await self._session.execute(select(table.c.version, table.c.document).where(mine))).one_or_none()
        return None if row is None else SettingsRow(row.version, row.document)

    async def replace(self, current_version: int, document: dict[str, Any], now: datetime, user_id: UUID) -> bool:
        """Write the version after ``current_version``; False when somebody else did so first."""
        values = {
            "version": current_version + 1,
            "document": document,
            "changed_at": now,
            "changed_by": user_id,
        }
        statement = (
            insert(table)
            .values(district_id=self._district_id, **values)
            .on_conflict_do_update(
                index_elements=["district_id"], set_=values, where=table.c.version == current_version
            )
            .returning(table.c.version)
        )
        return (await self._session.execute(statement)).first() is not None
