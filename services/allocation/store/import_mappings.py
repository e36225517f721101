"""The only SQL about named mappings of columns."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.allocation.store.tables import import_mapping as table


@dataclass(frozen=True, slots=True)
class MappingRow:
    """A mapping under its name."""

    name: str
    kind: str
    version: int
    mapping: dict[str, Any]
    changed_at: datetime


_COLUMNS = (table.c.name, table.c.kind, table.c.version, table.c.mapping, table.c.changed_at)


class ImportMappings:
    """Named mappings of one district."""

    def __init__(self, session: AsyncSession, district_id: UUID) -> None:
        self._session = session
        self._district_id = district_id

    async def list_after(self, after: str, limit: int) -> list[MappingRow]:
        """Return up to ``limit`` mappings after ``after``, by name."""
        statement = select(*_COLUMNS).where(table.c.district_id == self._district_id, table.c.name > after)
        rows = (await self._session.execute(statement.order_by(table.c.name).limit(limit))).mappings()
        return [MappingRow(**row) for row in rows]

    async def find(self, name: str, *, lock: bool = False) -> MappingRow | None:
        """Return one mapping; ``lock`` holds it until the transaction ends."""
        statement = select(*_COLUMNS).where(table.c.district_id == self._district_id, table.c.name == name)
        row = (await self._session.execute(statement.with_for_update() if lock else statement)).mappings().one_or_none()
        return None if row is None else MappingRow(**row)

    async def write(self, row: MappingRow, user_id: UUID) -> None:
        """Write a mapping under its name."""
        values = {
            "kind": row.kind,
            "version": row.version,
            "mapping": row.mapping,
            "changed_at": row.changed_at,
            "changed_by": user_id,
        }
        statement = insert(table).values(district_id=self._district_id, name=row.name, **values)
        await self._session.execute(
            statement.on_conflict_do_update(index_elements=["district_id", "name"], set_=values)
        )

    async def delete(self, name: str) -> bool:
        """Delete a mapping; False when there is none."""
        statement = delete(table).where(table.c.district_id == self._district_id, table.c.name == name)
        return (await self._session.execute(statement.returning(table.c.name))).first() is not None
