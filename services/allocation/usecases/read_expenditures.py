"""What schools really spent in the year before, for those who look at the spending report."""

from dataclasses import dataclass

from services.allocation.domain.expenditures import ActualExpenditure
from services.allocation.store.unit_of_work import AllocationUnitOfWork


@dataclass(frozen=True, slots=True)
class YearExpenditures:
    """The newest import of a year's file, and where it comes from."""

    rows: tuple[ActualExpenditure, ...]
    version: int
    file_name: str


async def read_expenditures(uow: AllocationUnitOfWork, fiscal_year: int) -> YearExpenditures | None:
    """Return the newest actual expenditures stored for the year; None where none were imported."""
    async with uow:
        version = (await uow.imports.latest_versions(fiscal_year)).get("actual_expenditures")
        if version is None:
            return None
        return YearExpenditures(tuple(await uow.import_rows.read(version)), version.version, version.file_name)
