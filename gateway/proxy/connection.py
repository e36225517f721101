"""One kept-alive connection to a service: a request out, an answer back, through llhttp's strict parser.

The general-purpose clients spend five times as long on a request as the parsing itself takes (docs/adr/0005), so the
exchange is written down to what a reverse proxy needs: one request at a time, no redirects, no decoding, no retries.
"""

import asyncio
from typing import Final, cast

import httptools

from gateway.proxy.failures import AnswerBroken, ConnectionLost

# Above this much unread answer we stop reading from the service until the client has taken some.
_HIGH_WATER: Final = 262_144
_MOST_HEADER_BYTES: Final = 65_536
_NO_BODY: Final = frozenset({204, 304})

Header = tuple[bytes, bytes]


class Connection(asyncio.Protocol):
    """One connection; at most one exchange at a time."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._transport: asyncio.Transport | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._reader: asyncio.Future[None] | None = None
        self._writer: asyncio.Future[None] | None = None
        self._write_paused = False
        self._read_paused = False
        self._busy = False
        self._is_head = False
        self._until_close = False
        self._chunks: list[bytes] = []
        self._unread = 0
        self._header_bytes = 0
        self.status = 0
        self.headers: list[Header] = []
        self.answering = False  # the head of the answer is here
        self.complete = False  # and all of its body
        self.reusable = True
        self.error: Exception | None = None
        self.idle_since = 0.0

    # The exchange, as the proxy sees it.

    def begin(self, request: bytes, *, is_head: bool) -> None:
        """Send the first bytes of a request."""
        if self._transport is None:
            raise ConnectionLost
        self._busy = True
        self._is_head = is_head
        self.answering = self.complete = self._until_close = False
        self.error = None
        self._unread = self._header_bytes = 0
        self._chunks = []
        self._transport.write(request)

    async def write(self, data: bytes) -> None:
        """Send more of the request, waiting while the service takes none."""
        if self._transport is None:
            raise self.error or ConnectionLost
        self._transport.write(data)
        if self._write_paused:
            self._writer = self._loop.create_future()
            await self._writer

    async def wait(self) -> None:
        """Wait until something happens: head, body, end or failure."""
        if self.error is None:
            self._reader = self._loop.create_future()
            try:
                await self._reader
            finally:
                self._reader = None
        if self.error is not None:
            raise self.error

    def take(self) -> bytes:
        """Return what has come of the body since the last call."""
        chunks = self._chunks
        if not chunks:
            return b""
        self._chunks = []
        self._unread = 0
        if self._read_paused and self._transport is not None:
            self._read_paused = False
            self._transport.resume_reading()
        return chunks[0] if len(chunks) == 1 else b"".join(chunks)

    def fail(self, error: Exception) -> None:
        """End the exchange and the connection; whoever waits gets the error."""
        if self.error is None and not self.complete:
            self.error = error
        self.close()
        self._wake()

    def finish(self) -> bool:
        """End a complete exchange; return whether the connection can carry another."""
        self._busy = False
        self.headers = []
        return self.reusable and self.complete and self._transport is not None

    def close(self) -> None:
        """Close at once."""
        self.reusable = False
        if self._transport is not None:
            self._transport.abort()
            self._transport = None

    @property
    def usable(self) -> bool:
        """Whether another request may be sent."""
        return self.reusable and self._transport is not None and not self._transport.is_closing()

    # What the event loop tells us.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember the transport."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Parse what came."""
        if not self._busy or self.complete:
            # An answer nobody asked for would be given to the next caller.
            self.close()
            return
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self.fail(AnswerBroken())
            return
        self._wake()

    def eof_received(self) -> bool:
        """Close our side too."""
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """End what waits: an answer of unknown length ends here, any other is cut short."""
        self._transport = None
        self.reusable = False
        if self._busy and not self.complete:
            if self._until_close and self.answering and exc is None:
                self.complete = True
            elif self.error is None:
                self.error = AnswerBroken() if self.answering else ConnectionLost()
        self._wake()
        self.resume_writing()

    def pause_writing(self) -> None:
        """The service takes no more for now."""
        self._write_paused = True

    def resume_writing(self) -> None:
        """It does again, or never will."""
        self._write_paused = False
        if self._writer is not None and not self._writer.done():
            self._writer.set_result(None)

    # What the parser tells us.

    def on_message_begin(self) -> None:
        """Start an answer; a second one in the same bytes makes the connection unusable."""
        if self.complete:
            self.reusable = False
            return
        self.headers = []
        self._until_close = True

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header."""
        if self.complete:
            return
        name = name.lower()
        self._header_bytes += len(name) + len(value)
        if self._header_bytes > _MOST_HEADER_BYTES:
            raise ValueError("the answer's head is too long")
        if name in {b"content-length", b"transfer-encoding"}:
            self._until_close = False
        self.headers.append((name, value))

    def on_headers_complete(self) -> None:
        """Have the head, unless it only announces another."""
        if self.complete:
            return
        self.status = self._parser.get_status_code()
        if self.status < 200:
            return
        self.answering = True
        if not self._parser.should_keep_alive():
            self.reusable = False
        if self.status in _NO_BODY:
            self._until_close = False
        if self._is_head:
            # The parser cannot know that the announced body will not come, so the connection ends with it.
            self.reusable = False
            self.complete = True

    def on_body(self, body: bytes) -> None:
        """Keep a piece of the body."""
        if self.complete:
            return
        self._chunks.append(body)
        self._unread += len(body)
        if self._unread > _HIGH_WATER and not self._read_paused and self._transport is not None:
            self._read_paused = True
            self._transport.pause_reading()

    def on_message_complete(self) -> None:
        """Have all of it."""
        if self.status >= 200:
            self.complete = True

    def _wake(self) -> None:
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)
