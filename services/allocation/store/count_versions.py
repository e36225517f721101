"""The only SQL about versions of counts side by side: what each counts, and on what basis."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.allocation.store.tables import count_basis as table
from services.allocation.store.tables import data_import


@dataclass(frozen=True, slots=True)
class CountVersion:
    """A version of the counts of a year; ``basis_version`` 0: nobody has said on what basis it was counted."""

    import_id: UUID
    version: int
    file_name: str
    stored_at: datetime
    stored_by_name: str
    basis: str | None
    label: str
    basis_version: int
    school_count: int
    pupils: dict[str, Decimal]


class CountVersions:
    """Versions of counts of one district."""

    def __init__(self, session: AsyncSession, district_id: UUID) -> None:
        self._session = session
        self._district_id = district_id

    async def list_of_year(self, fiscal_year: int) -> list[CountVersion]:
        """Return every version of a year's counts, newest first."""
        what = {"district": self._district_id, "year": fiscal_year}
        found: dict[UUID, CountVersion] = {}
        for row in await self._session.execute(_VERSIONS, what):
            version = found.setdefault(
                row.import_id,
                CountVersion(
                    row.import_id,
                    row.version,
                    row.file_name,
                    row.stored_at,
                    row.stored_by_name,
                    row.basis,
                    row.label,
                    row.basis_version or 0,
                    row.school_count,
                    {},
                ),
            )
            if row.need_category is not None:
                version.pupils[row.need_category] = row.pupils
        return list(found.values())

    async def find_basis_version(self, import_id: UUID) -> int | None:
        """Return the version of what is said of an import of counts, 0 for nothing; None: it is none."""
        mine = (data_import.c.district_id == self._district_id, data_import.c.import_id == import_id)
        of_counts = select(func.count()).select_from(data_import).where(*mine, data_import.c.kind == "counts")
        if not (await self._session.execute(of_counts)).scalar_one():
            return None
        said = select(table.c.version).where(table.c.district_id == self._district_id, table.c.import_id == import_id)
        return (await self._session.execute(said)).scalar_one_or_none() or 0

    async def replace_basis(
        self, import_id: UUID, current_version: int, basis: str, label: str, now: datetime, who: tuple[UUID, str]
    ) -> bool:
        """Write what is said of an import after ``current_version``; False when somebody else did so first."""
        values = {
            "version": current_version + 1,
            "basis": basis,
            "label": label,
            "changed_at": now,
            "changed_by": who[0],
            "changed_by_name": who[1],
        }
        statement = (
            insert(table)
            .values(district_id=self._district_id, import_id=import_id, **values)
            .on_conflict_do_update(
                index_elements=["district_id", "import_id"], set_=values, where=table.c.version == current_version
            )
            .returning(table.c.version)
        )
        return (await self._session.execute(statement)).first() is not None


_VERSIONS = text(
    "SELECT import_id, import.version, file_name, stored_at, stored_by_name, said.basis,"
    " coalesce(said.label, import.label) AS label,"
    " said.version AS basis_version, need_category, pupils,"
    " coalesce(max(schools) OVER (PARTITION BY import_id), 0) AS school_count"
    " FROM data_import AS import"
    " LEFT JOIN count_basis AS said USING (district_id, import_id)"
    " LEFT JOIN (SELECT district_id, import_id, need_category, sum(pupil_count) AS pupils,"
    "            count(DISTINCT school_id) AS schools FROM pupil_count"
    "            WHERE district_id = :district GROUP BY district_id, import_id, need_category) AS counted"
    " USING (district_id, import_id)"
    " WHERE district_id = :district AND fiscal_year = :year AND kind = 'counts'"
    " ORDER BY import.version DESC, need_category"
)
