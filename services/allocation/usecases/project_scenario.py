"""What does a scenario's policy give over the years ahead? Nothing is stored."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from services.allocation.domain.expected_pupils import Expected, expectation_faults
from services.allocation.domain.policy import Policy
from services.allocation.domain.projection import Growth, ProjectedYear, project
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import stored_policy
from services.allocation.usecases.policy_refusals import ExpectedPupilsRefused
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
    expected: Sequence[Expected] = (),
) -> Projection:
    """Calculate a scenario's policy, stored or given, for several years in a row.

    Raises:
        ScenarioNotFound: There is none, or not in this district.
        DataMissing: The first year lacks data.
        ExpectedPupilsRefused: Pupils are expected at schools, on levels or in years that there are not.
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
    if faults := expectation_faults(prepared.inputs, chosen.fiscal_year, expected):
        raise ExpectedPupilsRefused(faults)
    if expected:
        growth = replace(
            growth, pupils={(each.fiscal_year, each.school_id, each.level): each.pupils for each in expected}
        )
    found = await asyncio.to_thread(project, prepared.inputs, chosen, growth, years, first=prepared)
    return Projection(chosen, found)
