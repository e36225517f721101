"""What holding schools harmless costs over the years of its phase-out, and the ways out where it cannot be paid."""

import asyncio
from uuid import UUID

from services.allocation.domain.errors import InputProblems, PolicyProblems
from services.allocation.domain.hold_harmless.outlook import YearOutlook, outlook
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import stored_policy
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.refusals import AnotherFiscalYear, InputsRefused, PolicyRefused, ScenarioNotFound


async def hold_harmless_outlook(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, scenario_id: UUID, tried: Policy | None
) -> tuple[Prepared, tuple[YearOutlook, ...]]:
    """Return the years of a scenario's promises, with its stored policy or the one given. Nothing is stored.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        DataMissing: The year lacks data.
        PolicyRefused: The policy does not fit the data.
    """
    async with uow:
        scenario = await uow.scenarios.find(scenario_id)
        if scenario is None:
            raise ScenarioNotFound(scenario_id)
        policy = tried if tried is not None else stored_policy(scenario.policy)
        if policy.fiscal_year != scenario.fiscal_year:
            raise AnotherFiscalYear(policy.fiscal_year, scenario.fiscal_year)
        data = await inputs.of_year(uow, scenario.fiscal_year, scenario.data_versions, policy)
    try:
        return data.prepared, await asyncio.to_thread(outlook, data.prepared, policy)
    except PolicyProblems as error:
        raise PolicyRefused(error) from error
    except InputProblems as error:
        raise InputsRefused(error) from error
