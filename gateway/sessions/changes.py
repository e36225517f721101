"""Listens to the database for sessions that end and accounts that change, so that they do at once in every process."""

import asyncio
import contextlib
from typing import Final
from uuid import UUID

import asyncpg
import structlog

from gateway.sessions.sessions import Sessions
from gateway.sessions.store import SessionStore

log = structlog.get_logger(__name__)
CHANNEL: Final = "session_changed"
_CHECK_EVERY_S: Final = 5.0
_RETRY_S: Final = 0.5
_CLEAN_EVERY_S: Final = 600.0


class SessionChanges:
    """Keeps one connection that hears; while it does not, sessions are looked up for every request."""

    def __init__(self, database_url: str, sessions: Sessions, store: SessionStore) -> None:
        self._url = database_url.replace("postgresql+asyncpg://", "postgresql://", 1)
        self._sessions = sessions
        self._store = store
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to listen."""
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """Stop listening."""
        self._sessions.hearing = False
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def faults(self) -> list[str]:
        """Say what is wrong; nothing is, as far as requests go, but each then costs a query."""
        return [] if self._sessions.hearing else ["changes of sessions are not heard: no connection to the database"]

    async def _run(self) -> None:
        while True:
            try:
                await self._listen()
            except Exception as error:  # whatever it is, listening must begin again
                log.warning("session changes are not heard", reason=type(error).__name__)
            finally:
                self._sessions.hearing = False
                self._sessions.forget_all()
            await asyncio.sleep(_RETRY_S)

    async def _listen(self) -> None:
        connection = await asyncpg.connect(self._url, timeout=5, server_settings={"application_name": "ssfr-changes"})
        try:
            lost = asyncio.Event()
            connection.add_termination_listener(lambda _connection: self._lost(lost))
            await connection.add_listener(CHANNEL, self._heard)
            self._sessions.forget_all()
            self._sessions.hearing = True
            loop = asyncio.get_running_loop()
            clean_at = loop.time()
            while not lost.is_set():
                # A connection can be dead without a word; until an answer comes nothing in memory is older than this.
                await connection.fetchval("SELECT 1", timeout=_CHECK_EVERY_S)
                if loop.time() >= clean_at:
                    clean_at += _CLEAN_EVERY_S
                    await self._store.remove_expired()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(lost.wait(), _CHECK_EVERY_S)
        finally:
            connection.terminate()

    def _lost(self, lost: asyncio.Event) -> None:
        self._sessions.hearing = False
        lost.set()

    def _heard(self, _connection: object, _process: int, _channel: str, payload: object) -> None:
        what, _, value = str(payload).partition(" ")
        if what == "user":
            self._sessions.forget_user(UUID(value))
        elif what == "key":
            self._sessions.forget_key(bytes.fromhex(value))
