"""One request through to a service and its answer back to the client."""

import asyncio
from typing import Final, Protocol

from starlette.types import Message, Receive, Send

from gateway.proxy.connection import Connection, Header
from gateway.proxy.failures import AnswerLate, BodyLate, BodyTooLarge, ClientGone, ConnectionLost, UpstreamFailure
from gateway.proxy.pool import Pool
from gateway.proxy.watch import Turn

_SAFE_TO_REPEAT: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Answer(Protocol):
    """How an answer is given to the client."""

    def headers(self, headers: list[Header]) -> list[Header]:
        """Return the client's headers for the service's."""
        ...

    def whole(self, status: int, headers: list[Header], body: bytes) -> bool:
        """Give an answer that is all there at once; False where it must go piece by piece."""
        ...


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

    __slots__ = (
        "_body_sent",
        "_chunked",
        "_has_body",
        "_head",
        "_left",
        "_loop",
        "_method",
        "_pool",
        "_receive",
        "_send",
        "_task",
        "_timeout_s",
        "started",
    )

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
        self._loop = asyncio.get_running_loop()
        self._task: asyncio.Task[None] | None = None
        self._body_sent = False
        self.started = False  # the client has the head of an answer

    async def run(self, answer: Answer) -> int:
        """Carry it out and return the answer's status.

        Raises:
            UpstreamFailure: No answer could be passed on; `started` says whether part of one was.
        """
        first, more = self._head, False
        if self._has_body:
            message = await self._receive()
            first, more = self._piece(message, self._head)
        connection = self._pool.idle()
        if connection is not None and not more and self._method in _SAFE_TO_REPEAT:
            # The service may have closed a kept connection a moment ago; asking again does no harm.
            try:
                return await self._carry(connection, first, more, answer)
            except ConnectionLost:
                connection = None
        if connection is None:
            connection = await self._pool.connect()
        return await self._carry(connection, first, more, answer)

    async def _carry(self, connection: Connection, first: bytes, more: bool, answer: Answer) -> int:
        watch = self._pool.watch
        turn = watch.begin(connection, self._timeout_s, None if more else self._watch_client)
        try:
            connection.begin(first, is_head=self._method == "HEAD")
            if more:
                self._task = self._loop.create_task(self._rest_of_body(connection, turn))
            while not connection.answering:
                await connection.wait()
            status, headers = connection.status, connection.headers
            body = connection.take() if connection.complete else b""
            self.started = True
            if connection.complete and answer.whole(status, headers, body):
                return status
            await self._send({"type": "http.response.start", "status": status, "headers": answer.headers(headers)})
            if body:
                await self._send({"type": "http.response.body", "body": body, "more_body": True})
            while not connection.complete:
                if body := connection.take():
                    await self._send({"type": "http.response.body", "body": body, "more_body": True})
                else:
                    watch.again(turn, AnswerLate())
                    self._watch_client(connection)
                    await connection.wait()
            await self._send({"type": "http.response.body", "body": connection.take(), "more_body": False})
        except BaseException:
            connection.close()
            raise
        finally:
            watch.end(turn)
            if self._task is not None:
                self._stop_task(connection, body_unread=more)
            self._pool.release(connection)
        return status

    def _stop_task(self, connection: Connection, *, body_unread: bool) -> None:
        assert self._task is not None
        if not self._task.done():
            self._task.cancel()
            # Where the service answered before it had all of the body, the rest would be read as the next request.
            connection.reusable &= not body_unread or self._body_sent
        self._task = None

    def _watch_client(self, connection: Connection) -> None:
        if self._task is None:
            self._task = self._loop.create_task(self._until_gone(connection))

    async def _until_gone(self, connection: Connection) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        connection.fail(ClientGone())

    async def _rest_of_body(self, connection: Connection, turn: Turn) -> None:
        try:
            more = True
            while more:
                piece, more = self._piece(await self._receive(), b"")
                if piece:
                    await connection.write(piece)
                self._pool.watch.again(turn, BodyLate() if more else AnswerLate())
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
