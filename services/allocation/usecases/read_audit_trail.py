"""Read who decided what in a district."""

from services.allocation.store.unit_of_work import AllocationUnitOfWork
from shared.audit.entry import Entry


async def list_audit_entries(
    uow: AllocationUnitOfWork, action: str | None, subject: str | None, before: int | None, limit: int
) -> list[Entry]:
    """Return up to ``limit`` entries of the audit trail, newest first."""
    async with uow:
        return await uow.audit.list_before(action, subject, before, limit)
