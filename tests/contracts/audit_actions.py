"""What a district's audit trail gained by a request, held against what the operation says it records."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from sqlalchemy import text

from deploy.local.databases import ServiceDatabase
from shared.audit.operations import RECORDED
from shared.database import Database

_GAINED = text("SELECT sequence, action FROM audit_entry WHERE sequence > :known ORDER BY sequence")


class AuditActions:
    """Follows the trail of one district; a service that records nothing has none."""

    def __init__(self, service: str, database: Database, district_id: UUID) -> None:
        self._promised = RECORDED[service]
        self._database = database
        self._district_id = district_id
        self._known = 0
        self._succeeded: dict[str, set[str]] = {}

    async def gained(self) -> set[str]:
        """Return the actions recorded since the last call."""
        if not self._promised:
            return set()
        async with self._database.session(self._district_id) as session:
            rows = (await session.execute(_GAINED, {"known": self._known})).all()
        self._known = rows[-1].sequence if rows else self._known
        return {row.action for row in rows}

    async def faults_after(self, operation: str) -> set[str]:
        """Return what a request that succeeded recorded and does not stand in the table."""
        found = await self.gained()
        self._succeeded.setdefault(operation, set()).update(found)
        return found - self._promised.get(operation, frozenset())

    def silent(self) -> list[str]:
        """Return operations that succeeded and recorded nothing although they say they do."""
        return sorted(name for name, found in self._succeeded.items() if name in self._promised and not found)


@asynccontextmanager
async def audit_actions_of(service: str, database: ServiceDatabase, district_id: UUID) -> AsyncIterator[AuditActions]:
    """Yield the trail of a district, read under the same wall as the service."""
    reading = Database(database.app_url, pool_size=1)
    try:
        yield AuditActions(service, reading, district_id)
    finally:
        await reading.close()
