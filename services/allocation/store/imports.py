"""The only SQL about imports: what was stored when, by whom, from which file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from services.allocation.store.tables import data_import as table


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """An import in a list; ``label`` is what people call its version, empty where they call it nothing."""

    import_id: UUID
    fiscal_year: int
    kind: str
    version: int
    label: str
    file_name: str
    sha256: str
    row_count: int
    accepted_count: int
    stored_at: datetime
    stored_by_name: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """An import with its mapping and full report."""

    import_id: UUID
    fiscal_year: int
    kind: str
    version: int
    label: str
    file_name: str
    sha256: str
    row_count: int
    accepted_count: int
    stored_at: datetime
    stored_by_name: str
    mapping: dict[str, Any]
    report: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """Which import holds a version of a kind of data."""

    kind: str
    version: int
    import_id: UUID
    file_name: str


_SUMMARY = (
    table.c.import_id,
    table.c.fiscal_year,
    table.c.kind,
    table.c.version,
    table.c.label,
    table.c.file_name,
    table.c.sha256,
    table.c.row_count,
    table.c.accepted_count,
    table.c.stored_at,
    table.c.stored_by_name,
)


class Imports:
    """Imports of one district."""

    def __init__(self, session: AsyncSession, district_id: UUID) -> None:
        self._session = session
        self._district_id = district_id
        self._mine = table.c.district_id == district_id

    async def next_version(self, fiscal_year: int, kind: str) -> int:
        """Return the version after the latest, and keep it for this transaction: a second import of the kind waits."""
        lock = f"import:{self._district_id}:{fiscal_year}:{kind}"
        await self._session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": lock})
        statement = select(func.coalesce(func.max(table.c.version), 0) + 1)
        statement = statement.where(self._mine, table.c.fiscal_year == fiscal_year, table.c.kind == kind)
        version: int = (await self._session.execute(statement)).scalar_one()
        return version

    async def add(self, row: ImportRow, user_id: UUID) -> None:
        """Add an import; its data rows follow."""
        await self._session.execute(
            insert(table).values(
                district_id=self._district_id,
                stored_by=user_id,
                **{column.name: getattr(row, column.name) for column in _SUMMARY},
                mapping=row.mapping,
                report=row.report,
            )
        )

    async def list_before(
        self, fiscal_year: int | None, kind: str | None, before: UUID | None, limit: int
    ) -> list[ImportSummary]:
        """Return up to ``limit`` imports, newest first (ids grow with time)."""
        statement = select(*_SUMMARY).where(self._mine)
        if fiscal_year is not None:
            statement = statement.where(table.c.fiscal_year == fiscal_year)
        if kind is not None:
            statement = statement.where(table.c.kind == kind)
        if before is not None:
            statement = statement.where(table.c.import_id < before)
        rows = (await self._session.execute(statement.order_by(table.c.import_id.desc()).limit(limit))).mappings()
        return [ImportSummary(**row) for row in rows]

    async def find(self, import_id: UUID) -> ImportRow | None:
        """Return one import with its report."""
        statement = select(*_SUMMARY, table.c.mapping, table.c.report).where(self._mine, table.c.import_id == import_id)
        row = (await self._session.execute(statement)).mappings().one_or_none()
        return None if row is None else ImportRow(**row)

    async def latest_versions(self, fiscal_year: int) -> dict[str, StoredVersion]:
        """Return the newest version of each kind that the year has."""
        rows = await self._session.execute(_LATEST, {"district": self._district_id, "year": fiscal_year})
        return {row["kind"]: StoredVersion(**row) for row in rows.mappings()}

    async def named_versions(self, fiscal_year: int, versions: Mapping[str, int]) -> dict[str, StoredVersion]:
        """Return the versions named, as far as they exist."""
        rows = await self._session.execute(
            _NAMED,
            {
                "district": self._district_id,
                "year": fiscal_year,
                "kinds": list(versions),
                "versions": list(versions.values()),
            },
        )
        return {row["kind"]: StoredVersion(**row) for row in rows.mappings()}

    async def summaries_of_versions(self, fiscal_year: int, versions: Mapping[str, int]) -> list[ImportSummary]:
        """Return the imports that hold the versions named, by kind."""
        wanted = tuple_(table.c.kind, table.c.version).in_(list(versions.items()))
        statement = select(*_SUMMARY).where(self._mine, table.c.fiscal_year == fiscal_year, wanted)
        rows = (await self._session.execute(statement.order_by(table.c.kind))).mappings()
        return [ImportSummary(**row) for row in rows]


_LATEST = text(
    "SELECT DISTINCT ON (kind) kind, version, import_id, file_name FROM data_import"
    " WHERE district_id = :district AND fiscal_year = :year ORDER BY kind, version DESC"
)
_NAMED = text(
    "SELECT kind, version, import_id, file_name FROM data_import"
    " JOIN unnest(cast(:kinds AS text[]), cast(:versions AS integer[])) AS named(kind, version) USING (kind, version)"
    " WHERE district_id = :district AND fiscal_year = :year"
)
