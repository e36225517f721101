"""Open streams, and what each still has to be told."""

import asyncio
from collections import defaultdict
from http import HTTPStatus
from typing import Final
from uuid import UUID

from gateway.sessions.session import Session
from shared.problems import Refusal

# A page that reads no faster than this is told to ask again for everything instead.
_MOST_WAITING: Final = 100


class TooManyStreams(Refusal):
    """The session has as many open streams as it may have."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "too_many_streams"
    title = "Too many open pages"

    def __init__(self, most: int) -> None:
        super().__init__(f"A session may hold {most} streams. Close a page.", headers={"Retry-After": "10"})


class Stream:
    """What one page still has to be told; None ends it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.queue: asyncio.Queue[bytes | None] = asyncio.Queue(_MOST_WAITING)

    def put(self, message: bytes, instead: bytes) -> None:
        """Add a message; where too many wait already, leave only the one that makes up for all."""
        if self.queue.full():
            while not self.queue.empty():
                self.queue.get_nowait()
            message = instead
        self.queue.put_nowait(message)

    def end(self) -> None:
        """Make this the last thing the page is told."""
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(None)


class Hub:
    """Hands messages of a district to its open pages."""

    def __init__(self, most_per_session: int) -> None:
        self._most = most_per_session
        self._by_district: dict[UUID, set[Stream]] = defaultdict(set)
        self._stopping = False

    def open(self, session: Session) -> Stream:
        """Add a page.

        Raises:
            TooManyStreams: The session has too many already.
        """
        here = self._by_district[session.account.district_id]
        if sum(stream.session.key == session.key for stream in here) >= self._most:
            raise TooManyStreams(self._most)
        stream = Stream(session)
        here.add(stream)
        if self._stopping:
            stream.end()
        return stream

    def close(self, stream: Stream) -> None:
        """Remove a page."""
        district_id = stream.session.account.district_id
        self._by_district[district_id].discard(stream)
        if not self._by_district[district_id]:
            del self._by_district[district_id]

    def tell(self, district_id: UUID, message: bytes, instead: bytes) -> None:
        """Tell every page of a district."""
        for stream in tuple(self._by_district.get(district_id, ())):
            stream.put(message, instead)

    def tell_all(self, message: bytes) -> None:
        """Tell every page."""
        for streams in tuple(self._by_district.values()):
            for stream in tuple(streams):
                stream.put(message, message)

    def session_ended(self, session: Session) -> None:
        """Close the pages of a session that is no more."""
        for stream in tuple(self._by_district.get(session.account.district_id, ())):
            if stream.session.key == session.key:
                stream.end()

    def end_all(self) -> None:
        """Close every page, and those that still come: the process stops."""
        self._stopping = True
        for streams in tuple(self._by_district.values()):
            for stream in tuple(streams):
                stream.end()

    @property
    def count(self) -> int:
        """How many pages are open."""
        return sum(map(len, self._by_district.values()))
