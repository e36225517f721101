"""Sessions in memory, as fresh as the database: it tells us of every change."""

import asyncio
from collections.abc import Callable
from typing import Final
from uuid import UUID

import structlog

from gateway.accounts.account import Account
from gateway.sessions.session import BROWSER, Kind, Session
from gateway.sessions.store import SessionStore
from gateway.sessions.tokens import csrf_token_of, key_of, new_token

log = structlog.get_logger(__name__)
# Notices of changes act at once; asking again now and then is for idle times that other processes have seen.
_RECHECK_S: Final = 60.0
_TOUCH_EVERY_S: Final = 60.0
_MOST_IN_MEMORY: Final = 50_000


class Sessions:
    """Opens, finds and ends sessions.

    Args:
        store: The sessions in the database.
        idle_s: A browser's session ends after so long without a request.
        lifetime_s: Longest life of each kind.
    """

    def __init__(self, store: SessionStore, idle_s: float, lifetime_s: dict[Kind, float]) -> None:
        self._store = store
        self._idle_s = idle_s
        self._lifetime_s = lifetime_s
        self._known: dict[bytes, Session] = {}
        self._touching: set[asyncio.Task[None]] = set()
        self._changes = 0
        self.hearing = False  # whether the database's notices reach us; without them nothing in memory is believed
        self.on_end: list[Callable[[Session], None]] = []

    async def open(self, account: Account, kind: Kind, now: float) -> tuple[str, Session]:
        """Start a session; return the token that only its holder knows."""
        token = new_token()
        key = key_of(token.encode())
        assert key is not None
        session = await self._store.add(account, token, key, kind, now + self._lifetime_s[kind], now)
        return token, session

    def find_now(self, token: bytes, kind: Kind, now: float) -> Session | None:
        """Return the session if memory knows it for sure."""
        if not self.hearing or (key := key_of(token)) is None:
            return None
        session = self._known.get(key)
        if session is None or session.kind != kind:
            return None
        if now >= session.idle_until or now >= session.expires_at or now - session.checked_at > _RECHECK_S:
            return None
        if kind == BROWSER:
            session.idle_until = now + self._idle_s
            if now - session.written_at > _TOUCH_EVERY_S:
                self._touch(session, now)
        return session

    async def find(self, token: bytes, kind: Kind, now: float) -> Session | None:
        """Return the session of a token, or None where there is none any more."""
        if (session := self.find_now(token, kind, now)) is not None:
            return session
        if (key := key_of(token)) is None:
            return None
        before = self._changes
        session = await self._store.find(key, csrf_token_of(token), now)
        old = self._known.get(key)
        if session is None or session.kind != kind:
            if old is not None and old.kind == kind:
                self._forget(old)
            return None
        if old is not None and old.account == session.account:
            # Keep the object: open streams and signed statements hang on it.
            old.checked_at, old.idle_until = now, max(old.idle_until, session.idle_until)
            session = old
        elif self.hearing and before == self._changes:
            # A change that was announced while we were asking may not be in the answer.
            self._remember(session)
        if kind == BROWSER:
            session.idle_until = now + self._idle_s
            if now - session.written_at > _TOUCH_EVERY_S:
                self._touch(session, now)
        return session

    async def still(self, session: Session, now: float) -> bool:
        """Return whether a session that something long hangs on goes on; asking does not prolong it."""
        if session.ended or now >= session.expires_at:
            return False
        if self.hearing and self._known.get(session.key) is session:
            return now < session.idle_until
        found = await self._store.find(session.key, session.csrf_token, now)
        return found is not None and found.account == session.account

    async def end(self, session: Session) -> None:
        """Sign out: at once here, and everywhere once the database has it."""
        self._forget(session)
        await self._store.remove(session)
        self.forget_key(session.key)  # a request that came between may have brought it back

    def forget_key(self, key: bytes) -> None:
        """A session has ended elsewhere."""
        self._changes += 1
        if (session := self._known.get(key)) is not None:
            self._forget(session)

    def forget_user(self, user_id: UUID) -> None:
        """Something about a person has changed."""
        self._changes += 1
        for session in [each for each in self._known.values() if each.account.user_id == user_id]:
            self._forget(session)

    def forget_all(self) -> None:
        """Notices may have been missed: ask again for everybody, but leave open streams to the next check."""
        self._changes += 1
        self._known.clear()

    async def settle(self) -> None:
        """Wait for the last notes of use to be written."""
        await asyncio.gather(*self._touching, return_exceptions=True)

    def _remember(self, session: Session) -> None:
        if len(self._known) >= _MOST_IN_MEMORY:
            del self._known[next(iter(self._known))]  # the oldest; whoever still uses it is asked for again
        self._known[session.key] = session

    def _forget(self, session: Session) -> None:
        self._known.pop(session.key, None)
        session.ended = True
        for tell in self.on_end:
            tell(session)

    def _touch(self, session: Session, now: float) -> None:
        session.written_at = now
        task = asyncio.get_running_loop().create_task(self._write_touch(session, now))
        self._touching.add(task)
        task.add_done_callback(self._touching.discard)

    async def _write_touch(self, session: Session, now: float) -> None:
        try:
            await self._store.touch(session, now)
        except Exception as error:  # the request itself is served; the next one tries again
            session.written_at = now - _TOUCH_EVERY_S
            log.warning("a session's use was not written", reason=type(error).__name__)
