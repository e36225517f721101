"""What does a scenario's policy give over the years ahead? Nothing is stored."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

from services.allocation.domain.policy import Policy
from services.allocation.domain.projection import Growth, ProjectedYear, project
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import stored_policy
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.refusals import AnotherFiscalYear, ScenarioNotFound


@dataclass(frozen=True, slots=True)
class Projection:
    """The years, and the policy they were calculated with."""

    policy: Policy
    years: list[ProjectedYear]


async def project_scenario(
    uow: AllocationUnitOfWork,
    inputs: PreparedInputs,
    scenario_id: UUID,
    policy: Policy | None,
    growth: Growth,
    years: int,
) -> Projection:
    """Calculate a scenario's policy, stored or given, for several years in a row.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        DataMissing: The first year lacks data.
    """
    async with uow:
        scenario = await uow.scenarios.find(scenario_id)
        if scenario is None:
            raise ScenarioNotFound(scenario_id)
        chosen = policy if policy is not None else stored_policy(scenario.policy)
        if chosen.fiscal_year != scenario.fiscal_year:
            raise AnotherFiscalYear(chosen.fiscal_year, scenario.fiscal_year)
        data = await inputs.of_year(uow, scenario.fiscal_year, scenario.data_versions, chosen)
    prepared = data.prepared
    found = await asyncio.to_thread(project, prepared.inputs, chosen, growth, years, first=prepared)
    return Projection(chosen, found)
