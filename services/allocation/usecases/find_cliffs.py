"""Where does one pupil more change a school's dollars by far more than usual? Nothing is stored."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

from services.allocation.domain.cliffs.find import Cliffs
from services.allocation.domain.cliffs.find import find_cliffs as find
from services.allocation.domain.policy import Policy
from services.allocation.domain.result import Result
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import calculate_scenario
from services.allocation.usecases.prepared_inputs import PreparedInputs


@dataclass(frozen=True, slots=True)
class CliffSearch:
    """How far beyond the ordinary a step must go, and how many pupils either way are looked at."""

    threshold_cents: int
    reach: int
    policy: Policy | None = None


async def find_cliffs(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, scenario_id: UUID, search: CliffSearch
) -> tuple[Result, Cliffs]:
    """Find the cliffs of a scenario.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        PolicyRefused: The policy does not fit the data.
        AllocationInfeasible: The money does not suffice.
    """
    calculation = await calculate_scenario(uow, inputs, scenario_id, search.policy)
    found = await asyncio.to_thread(find, calculation.result, search.threshold_cents, search.reach)
    return calculation.result, found
