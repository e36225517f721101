"""The only SQL about publications that anybody may see."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, slots=True)
class PublicPage:
    """The page of a run: its packed document, and who opened it."""

    run_id: UUID
    fiscal_year: int
    revision: int
    published_at: datetime
    total_cents: int
    school_count: int
    document: bytes
    content_hash: str
    opened_at: datetime
    opened_by: UUID
    opened_by_name: str


@dataclass(frozen=True, slots=True)
class PublicPageState:
    """Whether a run's page is open, and who last opened or closed it."""

    is_open: bool
    opened_at: datetime
    opened_by_name: str
    content_hash: str
    closed_at: datetime | None
    closed_by_name: str | None


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page as anybody reads it; ``newer_run_id`` replaced it since."""

    document: bytes
    content_hash: str
    newer_run_id: UUID | None


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A public page of the same district."""

    run_id: UUID
    fiscal_year: int
    revision: int
    published_at: datetime
    total_cents: int
    school_count: int


class PublicAllocations:
    """Public pages: written by one district, read by anybody through the database's doors."""

    def __init__(self, session: AsyncSession, district_id: UUID) -> None:
        self._session = session
        self._district_id = district_id

    async def open(self, page: PublicPage) -> None:
        """Make a run's page public, with a document made anew."""
        what = {name: getattr(page, name) for name in _FIELDS}
        await self._session.execute(_OPEN, what | {"district_id": self._district_id})

    async def close(self, run_id: UUID, at: datetime, by_name: str) -> bool:
        """Take a page back; False when it was not open."""
        what = {"district_id": self._district_id, "run_id": run_id, "at": at, "by_name": by_name}
        return (await self._session.execute(_CLOSE, what)).first() is not None

    async def state(self, run_id: UUID) -> PublicPageState | None:
        """Return whether a run's page is open; None when it never was."""
        row = (await self._session.execute(_STATE, {"district_id": self._district_id, "run_id": run_id})).mappings()
        found = row.one_or_none()
        return None if found is None else PublicPageState(**found)

    async def read(self, run_id: UUID) -> OpenPage | None:
        """Return an open page, whoever asks and of whatever district."""
        row = (await self._session.execute(_READ, {"run_id": run_id})).one_or_none()
        return None if row is None else OpenPage(bytes(row.document), row.content_hash, row.newer_run_id)

    async def list_like(self, run_id: UUID) -> list[PublicLine]:
        """Return the open pages of the district whose open page this is, newest first."""
        return [PublicLine(**row) for row in (await self._session.execute(_LIKE, {"run_id": run_id})).mappings()]


_FIELDS = tuple(PublicPage.__dataclass_fields__)
_CHANGED = ("document", "content_hash", "opened_at", "opened_by", "opened_by_name")
_OPEN = text(
    f"INSERT INTO public_allocation (district_id, {', '.join(_FIELDS)})"  # noqa: S608  only our own names
    f" VALUES (:district_id, {', '.join(f':{name}' for name in _FIELDS)})"
    f" ON CONFLICT (district_id, run_id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _CHANGED)},"
    " closed_at = NULL, closed_by_name = NULL"
)
_CLOSE = text(
    "UPDATE public_allocation SET closed_at = :at, closed_by_name = :by_name"
    " WHERE district_id = :district_id AND run_id = :run_id AND closed_at IS NULL RETURNING run_id"
)
_STATE = text(
    "SELECT closed_at IS NULL AS is_open, opened_at, opened_by_name, content_hash, closed_at, closed_by_name"
    " FROM public_allocation WHERE district_id = :district_id AND run_id = :run_id"
)
_READ = text("SELECT document, content_hash, newer_run_id FROM public_allocation_read(:run_id)")
_LIKE = text(
    "SELECT run_id, fiscal_year, revision, published_at, total_cents, school_count FROM public_allocation_list(:run_id)"
)
