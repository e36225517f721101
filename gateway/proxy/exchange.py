"""One request through to a service and its answer back to the client."""

import asyncio
from collections.abc import Callable
from typing import Final

from starlette.types import Message, Receive, Send

from gateway.proxy.connection import Connection, Header
from gateway.proxy.failures import AnswerLate, BodyLate, BodyTooLarge, ClientGone, ConnectionLost, UpstreamFailure
from gateway.proxy.pool import Pool

# Most answers come sooner; only for the others is it worth a task to notice that the client has left.
_PATIENCE_S: Final = 0.05
_SAFE_TO_REPEAT: Final = frozenset({"GET", "HEAD", "OPTIONS"})

AnswerHeaders = Callable[[list[Header]], list[Header]]


class Exchange:
    """Carries one request; made anew for each.

    Args:
        pool: Connections to the service.
        method: The request's method.
        head: Request line and headers, ending with the empty line.
        receive: Where the request's body comes from.
        send: Where the answer goes.
        body_bytes: Length of the body as announced; None when it comes in chunks; 0 without one.
        most_body_bytes: Largest body to pass on.
        timeout_s: Longest silence of the service.
    """

    def __init__(
        self,
        pool: Pool,
        method: str,
        head: bytes,
        receive: Receive,
        send: Send,
        *,
        body_bytes: int | None,
        most_body_bytes: int,
        timeout_s: float,
    ) -> None:
        self._pool = pool
        self._method = method
        self._head = head
        self._receive = receive
        self._send = send
        self._chunked = body_bytes is None
        self._has_body = body_bytes != 0
        self._left = most_body_bytes
        self._timeout_s = timeout_s
        self._timer: asyncio.TimerHandle | None = None
        self._loop = asyncio.get_running_loop()
        self._task: asyncio.Task[None] | None = None
        self._body_sent = False
        self.started = False  # the client has the head of an answer

    async def run(self, answer_headers: AnswerHeaders) -> int:
        """Carry it out and return the answer's status.

        Raises:
            UpstreamFailure: No answer could be passed on; `started` says whether part of one was.
        """
        first, more = self._head, False
        if self._has_body:
            message = await self._receive()
            first, more = self._piece(message, self._head)
        now = self._loop.time()
        connection = self._pool.idle(now)
        if connection is not None and not more and self._method in _SAFE_TO_REPEAT:
            # The service may have closed a kept connection a moment ago; asking again does no harm.
            try:
                return await self._carry(connection, first, more, answer_headers)
            except ConnectionLost:
                connection = None
        if connection is None:
            connection = await self._pool.connect()
        return await self._carry(connection, first, more, answer_headers)

    async def _carry(self, connection: Connection, first: bytes, more: bool, answer_headers: AnswerHeaders) -> int:
        patience: asyncio.TimerHandle | None = None
        try:
            self._allow_time(connection, AnswerLate())
            connection.begin(first, is_head=self._method == "HEAD")
            if more:
                self._task = self._loop.create_task(self._rest_of_body(connection))
            else:
                patience = self._loop.call_later(_PATIENCE_S, self._watch, connection)
            while not connection.answering:
                await connection.wait()
            status = connection.status
            self.started = True
            await self._send(
                {"type": "http.response.start", "status": status, "headers": answer_headers(connection.headers)}
            )
            while not connection.complete:
                if body := connection.take():
                    await self._send({"type": "http.response.body", "body": body, "more_body": True})
                else:
                    self._allow_time(connection, AnswerLate())
                    self._watch(connection)
                    await connection.wait()
            await self._send({"type": "http.response.body", "body": connection.take(), "more_body": False})
        except BaseException:
            connection.close()
            raise
        finally:
            if patience is not None:
                patience.cancel()
            self._stop_waiting(connection, body_unread=more)
            self._pool.release(connection, self._loop.time())
        return status

    def _allow_time(self, connection: Connection, failure: UpstreamFailure) -> None:
        """Let nothing happen for at most so long from now."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_later(self._timeout_s, connection.fail, failure)

    def _stop_waiting(self, connection: Connection, *, body_unread: bool) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._task is None:
            return
        if not self._task.done():
            self._task.cancel()
            # Where the service answered before it had all of the body, the rest would be read as the next request.
            connection.reusable &= not body_unread or self._body_sent
        self._task = None

    def _watch(self, connection: Connection) -> None:
        if self._task is None:
            self._task = self._loop.create_task(self._until_gone(connection))

    async def _until_gone(self, connection: Connection) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        connection.fail(ClientGone())

    async def _rest_of_body(self, connection: Connection) -> None:
        try:
            more = True
            while more:
                piece, more = self._piece(await self._receive(), b"")
                if piece:
                    await connection.write(piece)
                self._allow_time(connection, AnswerLate() if not more else BodyLate())
            self._body_sent = True
        except UpstreamFailure as failure:
            connection.fail(failure)
            return
        await self._until_gone(connection)

    def _piece(self, message: Message, before: bytes) -> tuple[bytes, bool]:
        """Return what to send for one message of the request's body, and whether more follow."""
        if message["type"] == "http.disconnect":
            raise ClientGone
        body: bytes = message.get("body", b"")
        more: bool = message.get("more_body", False)
        self._left -= len(body)
        if self._left < 0:
            raise BodyTooLarge
        if not self._chunked:
            return before + body, more
        framed = b"%x\r\n%b\r\n" % (len(body), body) if body else b""
        return before + framed + (b"" if more else b"0\r\n\r\n"), more
