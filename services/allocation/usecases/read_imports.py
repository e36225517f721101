"""Read what was imported."""

from uuid import UUID

from services.allocation.store.imports import ImportRow, ImportSummary
from services.allocation.store.schools import SchoolLine
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.refusals import ImportNotFound


async def list_imports(
    uow: AllocationUnitOfWork, fiscal_year: int | None, kind: str | None, before: UUID | None, limit: int
) -> list[ImportSummary]:
    """Return up to ``limit`` imports, newest first."""
    async with uow:
        return await uow.imports.list_before(fiscal_year, kind, before, limit)


async def get_import(uow: AllocationUnitOfWork, import_id: UUID) -> ImportRow:
    """Return one import with its full report.

    Raises:
        ImportNotFound: There is none, or not in this district.
    """
    async with uow:
        row = await uow.imports.find(import_id)
    if row is None:
        raise ImportNotFound(import_id)
    return row


async def list_schools(uow: AllocationUnitOfWork, fiscal_year: int, after: str, limit: int) -> list[SchoolLine]:
    """Return up to ``limit`` schools of the year's newest import, in the order of their ids."""
    async with uow:
        return await uow.schools.list_after(fiscal_year, after, limit)
