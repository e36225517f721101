"""The only SQL about comments on scenarios."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, slots=True)
class NewComment:
    """A comment as it is written; ``thread_id`` None begins a thread."""

    comment_id: UUID
    scenario_id: UUID
    thread_id: UUID | None
    body: str
    school_id: str | None
    source_id: str | None
    written_at: datetime
    written_by: UUID
    written_by_name: str
    written_as: str


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment as it is read; a thread's first comment has its own id as ``thread_id``."""

    comment_id: UUID
    scenario_id: UUID
    scenario_version: int
    thread_id: UUID
    body: str
    school_id: str | None
    source_id: str | None
    written_at: datetime
    written_by_name: str
    written_as: str
    resolved_at: datetime | None
    resolved_by_name: str | None


@dataclass(frozen=True, slots=True)
class Written:
    """What the database knew when a comment was added."""

    fiscal_year: int
    scenario_version: int


class ScenarioComments:
    """Comments of one district."""

    def __init__(self, session: AsyncSession, district_id: UUID) -> None:
        self._session = session
        self._district_id = district_id

    async def add(self, new: NewComment) -> Written | None:
        """Add a comment in one statement; None where the scenario, or the thread answered, is not there."""
        what = {name: getattr(new, name) for name in NewComment.__dataclass_fields__}
        row = (await self._session.execute(_ADD, what | {"district_id": self._district_id})).one_or_none()
        return None if row is None else Written(row.fiscal_year, row.scenario_version)

    async def find(self, scenario_id: UUID, comment_id: UUID) -> CommentRow | None:
        """Return one comment on a scenario."""
        what = {"district_id": self._district_id, "scenario_id": scenario_id, "comment_id": comment_id}
        row = (await self._session.execute(_FIND, what)).one_or_none()
        return None if row is None else CommentRow(**row._mapping)  # noqa: SLF001 - its documented name

    async def list_after(self, scenario_id: UUID, after: UUID | None, limit: int) -> list[CommentRow]:
        """Return up to ``limit`` comments, oldest first (ids grow with time)."""
        what = {"district_id": self._district_id, "scenario_id": scenario_id, "after": after, "most": limit}
        return [CommentRow(**row) for row in (await self._session.execute(_LIST, what)).mappings()]

    async def resolve(self, comment_id: UUID, at: datetime | None, by_name: str | None) -> None:
        """Mark a thread as resolved, or as open again."""
        what = {"district_id": self._district_id, "comment_id": comment_id, "at": at, "by_name": by_name}
        await self._session.execute(_RESOLVE, what)

    async def open_counts(self, fiscal_year: int) -> dict[UUID, int]:
        """Return how many threads are open, by scenario of a year."""
        what = {"district_id": self._district_id, "fiscal_year": fiscal_year}
        return {row.scenario_id: row.open_count for row in await self._session.execute(_OPEN, what)}


_READ = ", ".join(CommentRow.__dataclass_fields__)
# The whole write in one round trip: who comments waits for one answer, whatever is checked on the way.
_ADD = text(
    """
    WITH about AS (
        SELECT scenario.fiscal_year, scenario.version FROM scenario
        WHERE scenario.district_id = :district_id AND scenario.scenario_id = :scenario_id
            AND scenario.deleted_at IS NULL
            AND (CAST(:thread_id AS uuid) IS NULL OR EXISTS (
                SELECT 1 FROM scenario_comment AS root
                WHERE root.district_id = :district_id AND root.comment_id = CAST(:thread_id AS uuid)
                    AND root.scenario_id = :scenario_id AND root.thread_id = root.comment_id))
    ), added AS (
        INSERT INTO scenario_comment (district_id, comment_id, scenario_id, scenario_version, thread_id, body,
            school_id, source_id, written_at, written_by, written_by_name, written_as)
        SELECT :district_id, :comment_id, :scenario_id, about.version, coalesce(CAST(:thread_id AS uuid), :comment_id),
            :body, CAST(:school_id AS text), CAST(:source_id AS text), :written_at, :written_by, :written_by_name,
            :written_as
        FROM about
    )
    SELECT fiscal_year, version AS scenario_version FROM about"""
)
_FIND = text(
    f"SELECT {_READ} FROM scenario_comment WHERE district_id = :district_id AND scenario_id = :scenario_id"  # noqa: S608  only our own names
    " AND comment_id = :comment_id"
)
_LIST = text(
    f"SELECT {_READ} FROM scenario_comment WHERE district_id = :district_id AND scenario_id = :scenario_id"  # noqa: S608  only our own names
    " AND (CAST(:after AS uuid) IS NULL OR comment_id > CAST(:after AS uuid)) ORDER BY comment_id LIMIT :most"
)
_RESOLVE = text(
    "UPDATE scenario_comment SET resolved_at = :at, resolved_by_name = :by_name"
    " WHERE district_id = :district_id AND comment_id = :comment_id"
)
_OPEN = text(
    "SELECT scenario_id, count(*)::integer AS open_count FROM scenario_comment JOIN scenario"
    " USING (district_id, scenario_id) WHERE district_id = :district_id AND fiscal_year = :fiscal_year"
    " AND thread_id = comment_id AND resolved_at IS NULL GROUP BY scenario_id"
)
