"""The staff lines of a year, for those who look at salaries or federal rules."""

from dataclasses import dataclass

from services.allocation.domain.staff import StaffLine
from services.allocation.store.unit_of_work import AllocationUnitOfWork


@dataclass(frozen=True, slots=True)
class YearStaff:
    """The newest staff of a year; ``version`` None where none was imported."""

    lines: tuple[StaffLine, ...]
    version: int | None


async def read_staff(uow: AllocationUnitOfWork, fiscal_year: int) -> YearStaff:
    """Return the newest staff of the year."""
    async with uow:
        version = (await uow.imports.latest_versions(fiscal_year)).get("staff")
        if version is None:
            return YearStaff((), None)
        return YearStaff(tuple(await uow.import_rows.read(version)), version.version)
