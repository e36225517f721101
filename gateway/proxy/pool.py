"""Kept-alive connections to one service."""

import asyncio
import ssl
from collections import deque
from typing import Final
from urllib.parse import urlsplit

from gateway.proxy.connection import Connection
from gateway.proxy.failures import Busy, CannotConnect
from gateway.proxy.watch import Watch

# Shorter than the services keep an idle connection (uvicorn: 5 s), so that none is closed under a request.
_LONGEST_IDLE_S: Final = 3.0


class Pool:
    """The connections to one service.

    Args:
        url: `http://host:port` of the service.
        limit: Most connections at once.
        connect_timeout_s: Longest time to wait for one.
    """

    def __init__(self, url: str, limit: int = 64, connect_timeout_s: float = 2.0) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}:
            raise ValueError(f"an upstream must be http://host:port, not {url!r}")
        self.url = url.rstrip("/")
        self.host = parts.netloc.rpartition("@")[2].encode("idna" if not parts.netloc.isascii() else "ascii")
        self._address = parts.hostname
        self._port = parts.port or (443 if parts.scheme == "https" else 80)
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._limit = limit
        self._timeout_s = connect_timeout_s
        self._open = 0
        self._idle: list[Connection] = []
        self._loop = asyncio.get_running_loop()
        self.watch = Watch()
        self._waiting: deque[asyncio.Future[None]] = deque()

    def idle(self) -> Connection | None:
        """Return a connection that is open and free, the one used last, or None."""
        while self._idle:
            connection = self._idle.pop()
            if connection.usable and self._loop.time() - connection.idle_since < _LONGEST_IDLE_S:
                return connection
            self._drop(connection)
        return None

    async def connect(self) -> Connection:
        """Return a connection, new or the next that becomes free.

        Raises:
            CannotConnect: The service does not listen.
            Busy: All connections stayed taken.
        """
        try:
            async with asyncio.timeout(self._timeout_s):
                while self._open >= self._limit:
                    await self._turn()
                    if (free := self.idle()) is not None:
                        return free
                return await self._connect()
        except TimeoutError as error:
            raise (Busy if self._open >= self._limit else CannotConnect) from error

    def release(self, connection: Connection) -> None:
        """Take a connection back, for the next request where it can carry one."""
        if connection.finish():
            connection.idle_since = self._loop.time()
            self._idle.append(connection)
        else:
            self._drop(connection)
        self._wake_next()

    def close(self) -> None:
        """Close every idle connection."""
        self.watch.stop()
        while self._idle:
            self._drop(self._idle.pop())

    async def _connect(self) -> Connection:
        self._open += 1
        try:
            _, connection = await self._loop.create_connection(
                lambda: Connection(self._loop), self._address, self._port, ssl=self._tls
            )
        except OSError as error:
            self._open -= 1
            self._wake_next()
            raise CannotConnect from error
        except BaseException:
            self._open -= 1
            self._wake_next()
            raise
        return connection

    async def _turn(self) -> None:
        turn = self._loop.create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._wake_next()  # our turn came as we gave up: pass it on
            raise

    def _drop(self, connection: Connection) -> None:
        connection.close()
        self._open -= 1

    def _wake_next(self) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
