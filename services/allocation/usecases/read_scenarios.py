"""Read scenarios."""

from uuid import UUID

from services.allocation.store.scenarios import ScenarioRow, ScenarioSummary
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.refusals import ScenarioNotFound


async def list_scenarios(
    uow: AllocationUnitOfWork, fiscal_year: int | None, before: UUID | None, limit: int
) -> list[ScenarioSummary]:
    """Return up to ``limit`` scenarios, newest first."""
    async with uow:
        return await uow.scenarios.list_before(fiscal_year, before, limit)


async def get_scenario(uow: AllocationUnitOfWork, scenario_id: UUID) -> ScenarioRow:
    """Return one scenario.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
    """
    async with uow:
        row = await uow.scenarios.find(scenario_id)
    if row is None:
        raise ScenarioNotFound(scenario_id)
    return row
