"""Sessions in the database."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text

from gateway.accounts.account import Account
from gateway.accounts.store import account_of
from gateway.sessions.session import PROGRAM, Kind, Session
from gateway.sessions.tokens import csrf_token_of
from shared.database import Database


class SessionStore:
    """The sessions of all districts.

    Args:
        database: The gateway's own.
        idle_s: A browser's session ends after so long without a request.
    """

    def __init__(self, database: Database, idle_s: float) -> None:
        self._database = database
        self._idle_s = idle_s

    async def add(self, account: Account, token: str, key: bytes, kind: Kind, expires_at: float, now: float) -> Session:
        """Keep a new session."""
        async with self._database.session(account.district_id) as session:
            await session.execute(
                text("""INSERT INTO session (district_id, key, user_id, kind, seen_at, expires_at)
                VALUES (:district_id, :key, :user_id, :kind, :seen_at, :expires_at)"""),
                {
                    "district_id": account.district_id,
                    "key": key,
                    "user_id": account.user_id,
                    "kind": kind,
                    "seen_at": _moment(now),
                    "expires_at": _moment(expires_at),
                },
            )
            await session.commit()
        csrf_token = csrf_token_of(token.encode())
        return self._session(key, csrf_token, kind, account, seen_at=now, expires_at=expires_at, now=now)

    async def find(self, key: bytes, csrf_token: bytes, now: float) -> Session | None:
        """Return the session with this key, unless it has ended or its account is disabled."""
        async with self._database.engine.connect() as connection:
            found = await connection.execute(text("SELECT * FROM session_with_key(:wanted)"), {"wanted": key})
            row: Any = found.mappings().one_or_none()
        if row is None:
            return None
        session = self._session(
            key,
            csrf_token,
            row["kind"],
            account_of(row),
            seen_at=row["seen_at"].timestamp(),
            expires_at=row["expires_at"].timestamp(),
            now=now,
        )
        return session if now < session.idle_until else None

    async def touch(self, session: Session, now: float) -> None:
        """Note that the session is in use, for other processes and restarts."""
        async with self._database.session(session.account.district_id) as connection:
            await connection.execute(
                text("UPDATE session SET seen_at = greatest(seen_at, :now) WHERE district_id = :d AND key = :key"),
                {"now": _moment(now), "d": session.account.district_id, "key": session.key},
            )
            await connection.commit()

    async def remove(self, session: Session) -> None:
        """End the session everywhere."""
        async with self._database.session(session.account.district_id) as connection:
            await connection.execute(
                text("DELETE FROM session WHERE district_id = :d AND key = :key"),
                {"d": session.account.district_id, "key": session.key},
            )
            await connection.commit()

    async def remove_expired(self) -> int:
        """Remove what has ended by itself; return how many."""
        async with self._database.engine.begin() as connection:
            return int(await connection.scalar(text("SELECT remove_expired_sessions()")) or 0)

    def _session(
        self,
        key: bytes,
        csrf_token: bytes,
        kind: Kind,
        account: Account,
        *,
        seen_at: float,
        expires_at: float,
        now: float,
    ) -> Session:
        return Session(
            key=key,
            kind=kind,
            csrf_token=csrf_token,
            account=account,
            expires_at=expires_at,
            # A client's token lives as long as it was told; only browsers are left standing open.
            idle_until=expires_at if kind == PROGRAM else seen_at + self._idle_s,
            checked_at=now,
            written_at=seen_at,
            limit_key=key.hex(),
        )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
