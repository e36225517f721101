"""Read what schools may spend."""

from dataclasses import dataclass

from services.planning.domain.errors import FundingNotPublished
from services.planning.store.funding import FundingRow, FundingTotal
from services.planning.store.unit_of_work import PlanningUnitOfWork


@dataclass(frozen=True, slots=True)
class Funding:
    """A school's funding and, for comparison, its budget of the year before (cents; None where unknown)."""

    row: FundingRow
    previous_total_cents: int | None


async def get_school_funding(uow: PlanningUnitOfWork, school_id: str, fiscal_year: int) -> Funding:
    """Return the school's funding in the newest complete run of the year.

    Raises:
        FundingNotPublished: Nothing was published for it.
    """
    async with uow:
        row = await uow.fundings.find(school_id, fiscal_year)
        if row is None:
            raise FundingNotPublished(school_id, fiscal_year)
        published = await uow.fundings.find_total(school_id, fiscal_year - 1)
        # In a district's first year nothing was published before: the run then says what the school had.
        return Funding(row, row.current_cents if published is None else published)


async def list_school_funding(uow: PlanningUnitOfWork, fiscal_year: int, after: str, limit: int) -> list[FundingTotal]:
    """Return up to ``limit`` schools after ``after``, in the order of their ids."""
    async with uow:
        return await uow.fundings.list_totals(fiscal_year, after, limit)
