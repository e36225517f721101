"""Why does a school receive this amount? The arithmetic, down to the rows of the files."""

from dataclasses import dataclass
from uuid import UUID

from services.allocation.domain.explain import NothingToExplain, explain
from services.allocation.domain.explanation import Explanation
from services.allocation.domain.policy import Policy
from services.allocation.domain.result import Result
from services.allocation.store.unit_of_work import AllocationUnitOfWork
from services.allocation.usecases.calculate_scenario import calculate_scenario, run_engine, stored_policy
from services.allocation.usecases.prepared_inputs import PreparedInputs
from services.allocation.usecases.read_runs import get_run_basis
from services.allocation.usecases.refusals import AmountNotFound, RunNotReproducible
from services.allocation.usecases.result_bytes import result_bytes


@dataclass(frozen=True, slots=True)
class Amount:
    """Which amount: a school's total, or what it receives of a source or a component."""

    school_id: str
    source_id: str | None = None
    component_id: str | None = None


async def explain_scenario_amount(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, scenario_id: UUID, policy: Policy | None, amount: Amount
) -> Explanation:
    """Explain an amount of a scenario, with its stored policy or the one given.

    Raises:
        AmountNotFound: The result has no such school, source or component.
    """
    calculation = await calculate_scenario(uow, inputs, scenario_id, policy)
    return _explain(calculation.result, amount)


async def explain_school_allocation(
    uow: AllocationUnitOfWork, inputs: PreparedInputs, run_id: UUID, amount: Amount
) -> Explanation:
    """Explain a published amount from the data and the policy that it was made from.

    Raises:
        RunNotFound: There is no such run, or not in this district.
        RunNotReproducible: The present engine calculates other figures.
        AmountNotFound: The run has no such school, source or component.
    """
    return _explain(await recomputed_run(uow, inputs, run_id), amount)


async def recomputed_run(uow: AllocationUnitOfWork, inputs: PreparedInputs, run_id: UUID) -> Result:
    """Return a published run's result, calculated anew from the data and the policy that it was made from.

    Raises:
        RunNotFound: There is no such run, or not in this district.
        RunNotReproducible: The present engine calculates other figures.
    """
    async with uow:
        basis = await get_run_basis(uow, run_id)
        policy = stored_policy(basis.policy)
        data = await inputs.of_year(uow, basis.run.fiscal_year, basis.run.data_versions, policy, only_pinned=True)
    result = run_engine(data.prepared, policy)
    if result_bytes(result).result_hash != basis.run.result_hash:
        raise RunNotReproducible(run_id, basis.run.engine_version)
    return result


def _explain(result: Result, amount: Amount) -> Explanation:
    try:
        return explain(result, amount.school_id, amount.source_id, amount.component_id)
    except NothingToExplain as error:
        raise AmountNotFound(str(error)) from error
