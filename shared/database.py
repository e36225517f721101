"""Sessions that belong to one district, on PostgreSQL with row-level security.

Every transaction tells the server whose rows it may see, so a query that forgets its
``WHERE district_id`` finds nothing of another district.
"""

from collections.abc import Mapping
from uuid import UUID

import orjson
from sqlalchemy import event, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, SessionTransaction

REQUIRED_SETTINGS: Mapping[str, str] = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "data_sync_retry": "off",
    "data_checksums": "on",
}
# A server with standbys may ask for more than the local disk; less is refused.
_STRONGER = {"synchronous_commit": {"on", "remote_apply"}}


class NoDistrictBound(RuntimeError):
    """A transaction began without saying for which district."""


class DistrictSession(Session):
    """A session whose every transaction is bound to ``info["district_id"]``."""


@event.listens_for(DistrictSession, "after_begin")
def _bind_district(session: Session, _transaction: SessionTransaction, connection: Connection) -> None:
    district_id = session.info.get("district_id")
    if district_id is None:
        raise NoDistrictBound("open the session with a district_id")
    connection.execute(text("select set_config('app.district', :district, true)"), {"district": str(district_id)})


class Database:
    """One service's own database.

    Args:
        url: ``postgresql+asyncpg://`` address of the service's application role.
        pool_size: Most connections this process may hold.
        statement_timeout_ms: Longest time for one statement; 0 leaves the role's own setting.
    """

    def __init__(self, url: str, pool_size: int = 6, *, statement_timeout_ms: int = 0) -> None:
        server_settings = {"application_name": "ssfr"}
        if statement_timeout_ms:
            server_settings["statement_timeout"] = str(statement_timeout_ms)
        self.engine: AsyncEngine = create_async_engine(
            asyncpg_url(url),
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=2,
            pool_recycle=1800,
            json_serializer=lambda value: orjson.dumps(value).decode(),
            json_deserializer=orjson.loads,
            connect_args={"command_timeout": 30, "server_settings": server_settings},
        )
        self._sessions = async_sessionmaker(
            self.engine, class_=AsyncSession, sync_session_class=DistrictSession, expire_on_commit=False
        )

    def session(self, district_id: UUID) -> AsyncSession:
        """Return a session that sees one district's rows."""
        return self._sessions(info={"district_id": district_id})

    async def unsafe_settings(self) -> list[str]:
        """Name each server setting under which an acknowledged write could be lost."""
        async with self.engine.connect() as connection:
            rows = await connection.execute(
                text("select name, setting from pg_settings where name = any(:names)"),
                {"names": list(REQUIRED_SETTINGS)},
            )
            found = {row.name: row.setting for row in rows}
        return [
            f"{name} is {found.get(name)!r}, must be {wanted!r}"
            for name, wanted in REQUIRED_SETTINGS.items()
            if found.get(name) not in _STRONGER.get(name, {wanted})
        ]

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def asyncpg_url(url: str) -> str:
    """Return ``url`` with the driver named, whichever usual spelling it came in."""
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+asyncpg://" + url.removeprefix(scheme)
    return url
