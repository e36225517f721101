"""The HTTP server's protocol with the bounds it lacks: how long the head of a request may be, and may take.

Use it as `uvicorn gateway.main:app --http gateway.server:BoundedProtocol`; `python -m gateway` does.
"""

import asyncio
from functools import partial
from http import HTTPStatus
from typing import Any, Final

import structlog
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from gateway.security_headers import ALWAYS, NO_STORE, POLICY
from shared.problem_handlers import PROBLEM_TYPE, problem_body
from shared.problems import Refusal

log = structlog.get_logger(__name__)
MOST_HEAD_BYTES: Final = 65_536
LONGEST_HEAD_S: Final = 15.0


class UnreadableRequest(Refusal):
    """The bytes are not a request of HTTP."""

    status = HTTPStatus.BAD_REQUEST
    code = "unreadable_request"
    title = "The request cannot be read"


class HeadTooLong(Refusal):
    """The address and headers are longer than any of ours."""

    status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    code = "head_too_long"
    title = "Too many headers"


class BoundedProtocol(HttpToolsProtocol):
    """One connection of a client."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._head_bytes = 0
        self._in_head = False
        self._head_timer: asyncio.TimerHandle | None = None
        self._idle_timer: asyncio.TimerHandle | None = None
        self._idle_since = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn does
        """Give a new connection its time to say something."""
        super().connection_made(transport)
        self._start_head_timer()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clocks."""
        self._stop_head_timer()
        if self._idle_timer is not None:
            self._idle_timer.cancel()
            self._idle_timer = None
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes, unless the head of a request goes on for too long."""
        super().data_received(data)
        if not self._in_head or self.transport.is_closing():
            return
        self._head_bytes += len(data)
        if self._head_bytes > MOST_HEAD_BYTES:
            self._refuse(HeadTooLong(f"Address and headers may have {MOST_HEAD_BYTES:,} bytes together."))
        elif self._head_timer is None:
            self._start_head_timer()

    def on_message_begin(self) -> None:
        """Start to count."""
        self._in_head = True
        self._head_bytes = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Have the head."""
        self._in_head = False
        if self._head_timer is not None:
            self._stop_head_timer()
        super().on_headers_complete()
        # The task that answers starts with the next turn of the loop, so it finds this.
        self.scope["ssfr.write_answer"] = partial(self._write_answer, self.cycle)  # type: ignore[typeddict-unknown-key]

    def on_response_complete(self) -> None:
        """Serve the next request, or begin to be idle.

        The server's own way sets and cancels a timer for each request; here one looks from time to time.
        """
        if self.pipeline or self.transport.is_closing():
            super().on_response_complete()
            return
        self.server_state.total_requests += 1
        self.flow.resume_reading()
        self._idle_since = self.loop.time()
        if self._idle_timer is None:
            self._idle_timer = self.loop.call_later(self.timeout_keep_alive, self._look_if_idle)

    def _look_if_idle(self) -> None:
        self._idle_timer = None
        if self.transport.is_closing():
            return
        idle = self.cycle.response_complete and not self._in_head
        left_s = self._idle_since + self.timeout_keep_alive - self.loop.time() if idle else self.timeout_keep_alive
        if left_s <= 0:
            self.timeout_keep_alive_handler()
        else:
            self._idle_timer = self.loop.call_later(left_s, self._look_if_idle)

    def send_400_response(self, msg: str) -> None:
        """Refuse in the form of all refusals."""
        self._refuse(UnreadableRequest("These bytes are not a request of HTTP/1.1."))

    def _write_answer(self, cycle: RequestResponseCycle, answer: bytes) -> bool:
        """Write a whole answer at once, past the server's checks of each header; False where it cannot be.

        Only for answers whose parts were checked: a service's came through a strict parser.
        """
        if cycle.response_started or cycle.disconnected or not cycle.keep_alive or self.flow.write_paused:
            return False
        line_end = answer.index(b"\r\n") + 2
        defaults = [part for name, value in cycle.default_headers for part in (name, b": ", value, b"\r\n")]
        self.transport.write(b"".join((answer[:line_end], *defaults, answer[line_end:])))
        cycle.response_started = cycle.response_complete = True
        cycle.message_event.set()
        cycle.on_response()
        return True

    def _refuse(self, refusal: Refusal) -> None:
        body = problem_body(refusal, "")
        headers = [
            (b"content-type", PROBLEM_TYPE.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"connection", b"close"),
            *ALWAYS,
            POLICY,
            NO_STORE,
        ]
        lines = [STATUS_LINE[int(refusal.status)], *(name + b": " + value + b"\r\n" for name, value in headers)]
        self.transport.write(b"".join(lines) + b"\r\n" + body)
        self.transport.close()

    def _start_head_timer(self) -> None:
        self._head_timer = self.loop.call_later(LONGEST_HEAD_S, self._head_took_too_long)

    def _stop_head_timer(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _head_took_too_long(self) -> None:
        self._head_timer = None
        self.transport.close()
