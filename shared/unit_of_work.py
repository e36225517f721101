"""One transaction for everything a use case changes: rows, audit, outbox and the kept answer to a retried request."""

from types import TracebackType
from typing import Self
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from shared.database import Database
from shared.events.envelope import Event
from shared.idempotency import IdempotencyRecords
from shared.messaging.outbox import Outbox


class UnitOfWork:
    """A district's transaction; a clean exit commits, an exception rolls back.

    Entering it again inside itself joins the transaction that runs, so that a use case can be
    called by a route, by an event handler or by another use case.
    """

    session: AsyncSession
    idempotency: IdempotencyRecords

    def __init__(self, database: Database, district_id: UUID, user_id: UUID | None = None) -> None:
        self._database = database
        self.district_id = district_id
        self.user_id = user_id
        self._depth = 0
        self._events: list[Event] = []

    def _open(self, session: AsyncSession) -> None:
        """Make the repositories; services extend this."""
        self.session = session
        self.idempotency = IdempotencyRecords(session, self.district_id, self.user_id)

    def emit(self, event: Event) -> None:
        """Tell other services, if and only if this transaction commits."""
        self._events.append(event)

    async def __aenter__(self) -> Self:
        if self._depth == 0:
            self._events.clear()
            self._open(self._database.session(self.district_id))
        self._depth += 1
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._depth -= 1
        if self._depth:
            return
        try:
            if kind is None:
                for event in self._events:
                    await Outbox.add(self.session, event)
                await self.session.commit()
        finally:
            await self.session.close()
