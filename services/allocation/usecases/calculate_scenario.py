"""What would every school receive? The live what-if: nothing is stored."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible, InputProblems, PolicyProblems
from services.allocation.domain.policy import Policy, policy_from_document
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.result import Result
from services.allocation.store.scenarios import ScenarioRow
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.refusals import (
    AllocationInfeasible,
    AnotherFiscalYear,
    InputsRefused,
    PolicyRefused,
    ScenarioNotFound,
)


@dataclass(frozen=True, slots=True)
class Calculation:
    """A result with the policy and the data it was calculated from."""

    result: Result
    policy: Policy
    scenario: ScenarioRow
    data_versions: dict[str, int]


async def calculate_scenario(
    uow: AllocationUnitOfWork,
    inputs: PreparedInputs,
    scenario_id: UUID,
    policy: Policy | None,
    *,
    lock: bool = False,
) -> Calculation:
    """Calculate a scenario with its stored policy or with the one given; ``lock`` holds the scenario meanwhile.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        DataMissing: The year lacks data.
        PolicyRefused: The policy does not fit the data.
        AllocationInfeasible: The money does not suffice.
    """
    async with uow:
        scenario = await uow.scenarios.find(scenario_id, lock=lock)
        if scenario is None:
            raise ScenarioNotFound(scenario_id)
        chosen = policy if policy is not None else stored_policy(scenario.policy)
        if chosen.fiscal_year != scenario.fiscal_year:
            raise AnotherFiscalYear(chosen.fiscal_year, scenario.fiscal_year)
        data = await inputs.of_year(uow, scenario.fiscal_year, scenario.data_versions, chosen)
    return Calculation(run_engine(data.prepared, chosen), chosen, scenario, data.data_versions)


def run_engine(prepared: Prepared, policy: Policy) -> Result:
    """Allocate, turning the engine's refusals into the service's."""
    try:
        return allocate(prepared, policy)
    except PolicyProblems as error:
        raise PolicyRefused(error) from error
    except InputProblems as error:
        raise InputsRefused(error) from error
    except Infeasible as error:
        raise AllocationInfeasible(error) from error


def stored_policy(document: dict[str, Any]) -> Policy:
    """Return a stored policy; one that an earlier release took and this one does not is refused with its faults."""
    try:
        return policy_from_document(document)
    except PolicyProblems as error:
        raise PolicyRefused(error) from error
