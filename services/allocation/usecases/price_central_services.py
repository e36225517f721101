"""What do central services that are devolved or sold do to schools? Nothing is stored."""

from uuid import UUID

from services.allocation.domain.central_services import CentralServices, central_services
from services.allocation.domain.errors import PolicyProblems
from services.allocation.domain.policy import Policy
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import calculate_scenario
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.refusals import PolicyRefused


async def price_central_services(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, scenario_id: UUID, policy: Policy | None
) -> CentralServices:
    """Return what each central service of a scenario does to schools, with its stored policy or the one given.

    Raises:
        ScenarioNotFound, DataMissing, PolicyRefused, AllocationInfeasible: As calculating the scenario.
    """
    calculation = await calculate_scenario(uow, inputs, scenario_id, policy)
    try:
        return central_services(calculation.result)
    except PolicyProblems as error:
        raise PolicyRefused(error) from error
