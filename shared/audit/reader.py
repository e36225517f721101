"""Reads the audit trail: in pages for people, along the chain for whoever checks or signs it."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from shared.audit.chain import Head
from shared.audit.entry import Entry
from shared.database import Database

_BATCH = 1_000
_COLUMNS = "district_id, sequence, form, occurred_at, user_id, role, action, subject, detail, previous, hash"
_ALONG = text(
    f"SELECT {_COLUMNS} FROM audit_entry WHERE district_id = :district_id AND sequence > :after"  # noqa: S608  only our own names
    " ORDER BY sequence LIMIT :most"
)
_LIST = text(
    f"SELECT {_COLUMNS} FROM audit_entry WHERE district_id = :district_id"  # noqa: S608  only our own names
    " AND (CAST(:before AS bigint) IS NULL OR sequence < CAST(:before AS bigint))"
    " AND (CAST(:subject AS text) IS NULL OR subject = CAST(:subject AS text))"
    " AND (CAST(:action AS text) IS NULL OR action = CAST(:action AS text)"
    " OR starts_with(action, CAST(:action AS text) || '.'))"
    " ORDER BY sequence DESC LIMIT :most"
)
_HEAD = text("SELECT sequence, hash FROM audit_head WHERE district_id = :district_id")
_HEADS = text("SELECT district_id, sequence, hash FROM audit_heads()")


class AuditTrail:
    """The audit trail of one district."""

    def __init__(self, session: AsyncSession, district_id: UUID) -> None:
        self._session = session
        self._district_id = district_id

    async def list_before(self, action: str | None, subject: str | None, before: int | None, limit: int) -> list[Entry]:
        """Return up to ``limit`` entries, newest first; of an action or of all that begin with it, of a subject."""
        what = {"action": action, "subject": subject, "before": before, "most": limit}
        rows = await self._session.execute(_LIST, what | {"district_id": self._district_id})
        return [_entry(row) for row in rows.mappings()]

    async def head(self) -> Head | None:
        """Return where the chain ends; None before its first entry."""
        row = (await self._session.execute(_HEAD, {"district_id": self._district_id})).one_or_none()
        return None if row is None else Head(row.sequence, bytes(row.hash))

    async def list_after(self, sequence: int, limit: int) -> list[Entry]:
        """Return up to ``limit`` entries behind a number, in their order."""
        what = {"district_id": self._district_id, "after": sequence, "most": limit}
        return [_entry(row) for row in (await self._session.execute(_ALONG, what)).mappings()]


async def along(database: Database, district_id: UUID, after: int = 0, to: int | None = None) -> AsyncIterator[Entry]:
    """Yield a district's entries behind number ``after``, up to ``to``, in their order.

    Each batch has a transaction of its own: a chain may be longer than one transaction may last.
    """
    while True:
        async with database.session(district_id) as session:
            entries = await AuditTrail(session, district_id).list_after(after, _BATCH)
        for entry in entries:
            if to is not None and entry.sequence > to:
                return
            yield entry
        if len(entries) < _BATCH:
            return
        after = entries[-1].sequence


async def head_of(database: Database, district_id: UUID) -> Head | None:
    """Return where a district's chain ends; None before its first entry."""
    async with database.session(district_id) as session:
        return await AuditTrail(session, district_id).head()


async def heads(database: Database) -> dict[UUID, Head]:
    """Return where each district's chain ends."""
    async with database.engine.connect() as connection:
        return {row.district_id: Head(row.sequence, bytes(row.hash)) for row in await connection.execute(_HEADS)}


def _entry(row: Any) -> Entry:
    fields = dict(row)
    return Entry(**fields | {"previous": bytes(fields["previous"]), "hash": bytes(fields["hash"])})
