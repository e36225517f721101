"""A scenario's policy and data, for work that calculates many times."""

from dataclasses import dataclass
from uuid import UUID

from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.store.scenarios import ScenarioRow
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import stored_policy
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.refusals import AnotherFiscalYear, ScenarioNotFound


@dataclass(frozen=True, slots=True)
class ScenarioData:
    """A scenario with its policy, or the one tried instead, and its year's data laid out for it."""

    scenario: ScenarioRow
    policy: Policy
    prepared: Prepared
    data_versions: dict[str, int]


async def scenario_data(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, scenario_id: UUID, policy: Policy | None = None
) -> ScenarioData:
    """Return what a scenario calculates on.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        DataMissing: The year lacks data.
        PolicyRefused: The stored policy is one that this release does not take.
    """
    async with uow:
        scenario = await uow.scenarios.find(scenario_id)
        if scenario is None:
            raise ScenarioNotFound(scenario_id)
        chosen = policy if policy is not None else stored_policy(scenario.policy)
        if chosen.fiscal_year != scenario.fiscal_year:
            raise AnotherFiscalYear(chosen.fiscal_year, scenario.fiscal_year)
        data = await inputs.of_year(uow, scenario.fiscal_year, scenario.data_versions, chosen)
    return ScenarioData(scenario, chosen, data.prepared, data.data_versions)
