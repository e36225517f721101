"""The only SQL about the list of schools: the newest import of a year, with each school's pupils."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school with all its pupils, None where none were counted."""

    school_id: str
    name: str
    levels: list[str]
    school_type: str
    pupil_count: Decimal | None


class Schools:
    """Schools of one district."""

    def __init__(self, session: AsyncSession, district_id: UUID) -> None:
        self._session = session
        self._district_id = district_id

    async def list_after(self, fiscal_year: int, after: str, limit: int) -> list[SchoolLine]:
        """Return up to ``limit`` schools after ``after``, in the order of their ids."""
        what = {"district": self._district_id, "year": fiscal_year, "after": after, "limit": limit}
        return [SchoolLine(**row) for row in (await self._session.execute(_LIST, what)).mappings()]


def _newest(kind: str) -> str:
    return (
        "(SELECT import_id FROM data_import WHERE district_id = :district AND fiscal_year = :year"  # noqa: S608  ours
        f" AND kind = '{kind}' ORDER BY version DESC LIMIT 1)"
    )


_LIST = text(
    "WITH page AS (SELECT school_id, name, levels, school_type FROM school"  # noqa: S608  only our own names
    f' WHERE district_id = :district AND import_id = {_newest("schools")} AND school_id COLLATE "C" > :after'
    ' ORDER BY school_id COLLATE "C" LIMIT :limit)'
    " SELECT page.*, pupils.pupil_count FROM page LEFT JOIN ("
    "  SELECT school_id, sum(pupil_count) AS pupil_count FROM pupil_count"
    f"  WHERE district_id = :district AND import_id = {_newest('counts')} AND need_category = 'all'"
    "  AND school_id IN (SELECT school_id FROM page) GROUP BY school_id"
    ') AS pupils USING (school_id) ORDER BY school_id COLLATE "C"'
)
