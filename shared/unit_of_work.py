"""One transaction for everything a use case changes: rows, audit, outbox and the kept answer to a retried request."""

from collections.abc import Mapping
from types import TracebackType
from typing import Self
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from shared.audit.canonical import Value
from shared.audit.entry import Actor, Record
from shared.audit.writer import append
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

    def __init__(self, database: Database, district_id: UUID, user_id: UUID | None = None, role: str = "") -> None:
        self._database = database
        self.district_id = district_id
        self.user_id = user_id
        self.role = role
        self._depth = 0
        self._events: list[Event] = []
        self._records: list[Record] = []

    def _open(self, session: AsyncSession) -> None:
        """Make the repositories; services extend this."""
        self.session = session
        self.idempotency = IdempotencyRecords(session, self.district_id, self.user_id)

    def emit(self, event: Event) -> None:
        """Tell other services, if and only if this transaction commits."""
        self._events.append(event)

    def record(self, action: str, subject: object, detail: Mapping[str, Value] | None = None) -> None:
        """Write into the audit trail who did this, if and only if this transaction commits.

        Args:
            action: What was done, from the general to the special: ``run.published``.
            subject: Id of what it was done to.
            detail: Ids, versions, hashes and counts; no names, and no words of people.
        """
        self._records.append(Record(action, str(subject), detail or {}))

    async def __aenter__(self) -> Self:
        if self._depth == 0:
            self._events.clear()
            self._records.clear()
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
                # Last: all writers of the district wait for each other from here to the commit, and nowhere else.
                await append(self.session, self.district_id, self._records, Actor(self.user_id, self.role))
                await self.session.commit()
        finally:
            await self.session.close()
